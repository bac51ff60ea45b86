import { Head } from "fresh/runtime";
import { isDeviceId } from "../../../devices/wire/device_id.ts";
import { lettersPath } from "../../client/letters/address.ts";
import Live from "../../islands/Live.tsx";

/** A device that is not there, and those that may have been meant. */
export function UnknownDevice(
  { id, nearest }: { readonly id: string; readonly nearest: readonly string[] },
) {
  return (
    <main id="main">
      <Head>
        <title>No such device - Ledgerline</title>
      </Head>
      <div class="message">
        <h1>
          No device <span class="id">{id}</span>
        </h1>
        <p>Neither a reading nor a status of it is kept. Readings are kept for 90 days.</p>
        {isDeviceId(id) && (
          <p>
            What it sends may be refused: <a href={lettersPath({ device: id })}>its dead letters</a>
          </p>
        )}
        {nearest.length > 0 && (
          <>
            <p>These look like it:</p>
            <ul>
              {nearest.map((other) => (
                <li key={other}>
                  <a class="id" href={`/devices/${encodeURIComponent(other)}`}>{other}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href="/" aria-current="false">All devices</a>
        </p>
      </div>
      <Live url="/api/stream?channel=pipeline" />
    </main>
  );
}
