import { type EpochLedger, type OutsideLedger, WHY_OUTSIDE } from "../../data/ledger/types.ts";
import type { DeviceAccount as Account } from "../../data/types.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { formatNumber } from "../../client/format/number.ts";
import { verdictOn } from "../../client/ledger/verdict.ts";
import { lettersPath } from "../../client/letters/address.ts";
import { AccountList, accountNote } from "../ledger/AccountList.tsx";
import { Mark } from "../parts/Mark.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Section } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";

/** The device's own sum, of all its readings. */
export function DeviceAccount(
  { model, made, onRetry }: {
    readonly model: DeviceModel;
    readonly made: number;
    readonly onRetry: () => void;
  },
) {
  const [account, problem] = [model.account.value, model.accountProblem.value];
  const asOf = account?.as_of ?? null;
  return (
    <Section
      title="Account"
      end={
        <small>
          {asOf !== null && (
            <>
              as of <At ms={asOf} made={made} />,{" "}
            </>
          )}
          <a href="/ledger" aria-current="false">all devices</a>
        </small>
      }
    >
      {account !== null && <Known account={account} made={made} />}
      {account === null && problem === null && <p class="note">Not known yet.</p>}
      {problem !== null && (
        <p class="note" role="alert">
          Not available now: {problem}.{" "}
          <PassingButton class="link" onClick={onRetry}>Try again</PassingButton>
        </p>
      )}
    </Section>
  );
}

function Known({ account, made }: { readonly account: Account; readonly made: number }) {
  const { device_id: device, account: sums, epochs, outside } = account;
  const note = sums === null ? "" : accountNote(sums);
  return (
    <>
      {sums !== null && (
        <AccountList sums={sums} outbox="its outbox" letters={lettersPath({ device })} />
      )}
      {note !== "" && <p class="note">{note}</p>}
      {outside !== null && <Outside outside={outside} />}
      {epochs.length > 1 && <Epochs epochs={epochs} made={made} />}
    </>
  );
}

/** What no account covers. */
function Outside({ outside }: { readonly outside: OutsideLedger }) {
  const { stored, dead_lettered, why } = outside;
  return (
    <p class="note">
      Outside the account: {formatNumber(stored)} stored, {formatNumber(dead_lettered)}{" "}
      dead-lettered; {WHY_OUTSIDE[why]}.
    </p>
  );
}

/** The sums by start of the device's process. */
function Epochs(
  { epochs, made }: { readonly epochs: readonly EpochLedger[]; readonly made: number },
) {
  const open = epochs.filter((epoch) => epoch.open).length;
  return (
    <details>
      <summary>
        {formatNumber(epochs.length)} epochs, {formatNumber(open)} open
      </summary>
      <dl class="facts">
        {epochs.map((epoch) => <Epoch key={epoch.epoch} epoch={epoch} made={made} />)}
      </dl>
    </details>
  );
}

function Epoch({ epoch, made }: { readonly epoch: EpochLedger; readonly made: number }) {
  const { first } = epoch;
  return (
    <>
      <dt>
        <code>{epoch.epoch}</code>
        <br />
        {first === null ? "nothing stored" : (
          <>
            from <At ms={first} made={made} />
          </>
        )}
      </dt>
      <dd>
        {formatNumber(epoch.produced)} produced
        <br />
        <Mark {...verdictOn(epoch)} />
      </dd>
    </>
  );
}
