import { assertEquals, assertThrows } from "@std/assert";
import { type Account, encodeAccount, parseAccount } from "./account.ts";
import { MessageError } from "./message.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;
const account: Account = {
  account: 12,
  epochs: [
    { epoch: 2 ** 52, produced: 900, oldest: 901, evicted: [] },
    {
      epoch: 4711,
      produced: 500,
      oldest: 17,
      evicted: [[3, 3, "unanswered"], [4, 9, "overflow"], [100, 500, "overflow"]],
    },
    { epoch: 1, produced: 0, oldest: 1, evicted: [] },
  ],
};

/** The payload of an account of one epoch with some of its fields changed. */
function withEpoch(change: Record<string, unknown>): string {
  const epoch = { epoch: 1, produced: 10, oldest: 5, evicted: [], ...change };
  return JSON.stringify({ account: 1, epochs: [epoch] });
}

Deno.test("parseAccount() gives back what encodeAccount() was made of", () => {
  assertEquals(parseAccount(encodeAccount(account)), account);
  assertEquals(parseAccount(new TextEncoder().encode(encodeAccount(account))), account);
  assertEquals(parseAccount('{"account":1,"epochs":[]}'), { account: 1, epochs: [] });
});

Deno.test("encodeAccount() writes what others rely on", () => {
  const [, epoch] = account.epochs;
  assertEquals(
    encodeAccount({ account: 12, epochs: [epoch] }),
    '{"account":12,"epochs":[{"epoch":4711,"produced":500,"oldest":17,' +
      '"evicted":[[3,3,"unanswered"],[4,9,"overflow"],[100,500,"overflow"]]}]}',
  );
});

Deno.test("parseAccount() says which field is wrong, and what is allowed", () => {
  const whole = "must be a whole number from";
  const cases: [string, string][] = [
    ["no JSON", "Message must be JSON in UTF-8"],
    ["{}", `account=undefined: ${whole} 0 to ${LARGEST}`],
    ['{"account":1}', "epochs=undefined: must be a list"],
    ['{"account":1,"epochs":[3]}', "epochs[0]=3: must be an object"],
    [withEpoch({ epoch: 1.5 }), `epochs[0].epoch=1.5: ${whole} 1 to ${LARGEST}`],
    [
      withEpoch({ produced: LARGEST }),
      `epochs[0].produced=${LARGEST}: ${whole} 0 to ${LARGEST - 1}`,
    ],
    [withEpoch({ oldest: 0 }), `epochs[0].oldest=0: ${whole} 1 to 11`],
    [withEpoch({ oldest: 12 }), `epochs[0].oldest=12: ${whole} 1 to 11`],
    [withEpoch({ evicted: null }), "epochs[0].evicted=null: must be a list"],
    [withEpoch({ evicted: [[1, 1]] }), "epochs[0].evicted[0]=[…]: must be [from, to, reason]"],
    [
      withEpoch({ evicted: [[1, 1, "bored"]] }),
      'epochs[0].evicted[0][2]="bored": must be overflow or unanswered',
    ],
    [
      withEpoch({ evicted: [[1, 11, "overflow"]] }),
      `epochs[0].evicted[0][1]=11: ${whole} 1 to 10`,
    ],
    [
      withEpoch({ evicted: [[1, 3, "overflow"], [3, 4, "overflow"]] }),
      "epochs[0].evicted[1][0]=3: must be above 3",
    ],
    [
      JSON.stringify({ account: 1, epochs: [account.epochs[0], account.epochs[0]] }),
      "epochs must name each epoch once",
    ],
  ];
  for (const [payload, message] of cases) {
    assertEquals(assertThrows(() => parseAccount(payload), MessageError).message, message);
  }
});
