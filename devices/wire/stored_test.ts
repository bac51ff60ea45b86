import { assertEquals, assertThrows } from "@std/assert";
import { MessageError } from "./message.ts";
import { encodeStored, parseStored, type StoredMessage } from "./stored.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;
const utf8 = new TextEncoder();

Deno.test("parseStored() gives back what encodeStored() was made of", () => {
  const messages: StoredMessage[] = [
    { epoch: 2 ** 52, seq: [[1, 1], [3, LARGEST]] },
    { epoch: 0, seq: [] },
    { account: 0 },
    { account: LARGEST },
  ];
  for (const message of messages) {
    assertEquals(parseStored(encodeStored(message)), message);
    assertEquals(parseStored(utf8.encode(encodeStored(message))), message);
  }
});

Deno.test("encodeStored() writes what others rely on", () => {
  assertEquals(
    encodeStored({ epoch: 7, seq: [[1, 2], [4, 4]] }),
    '{"epoch":7,"seq":[[1,2],[4,4]]}',
  );
  assertEquals(encodeStored({ account: 7 }), '{"account":7}');
});

Deno.test("parseStored() passes over fields that it does not know", () => {
  assertEquals(parseStored('{"epoch":1,"seq":[],"__proto__":{"account":1},"more":0}'), {
    epoch: 1,
    seq: [],
  });
});

Deno.test("parseStored() says which field is wrong, and what is allowed", () => {
  const whole = "must be a whole number from";
  const cases: [string, string][] = [
    ["", "Message must be JSON in UTF-8"],
    ['{"epoch":1', "Message must be JSON in UTF-8"],
    ["[]", "Message=[…]: must be an object"],
    ["null", "Message=null: must be an object"],
    ["{}", `epoch=undefined: ${whole} 0 to ${LARGEST}`],
    ['{"epoch":"1","seq":[]}', `epoch="1": ${whole} 0 to ${LARGEST}`],
    ['{"epoch":-1,"seq":[]}', `epoch=-1: ${whole} 0 to ${LARGEST}`],
    ['{"epoch":1e400,"seq":[]}', `epoch=Infinity: ${whole} 0 to ${LARGEST}`],
    ['{"epoch":9007199254740992,"seq":[]}', `epoch=9007199254740992: ${whole} 0 to ${LARGEST}`],
    ['{"epoch":1}', "seq=undefined: must be a list"],
    ['{"epoch":1,"seq":{"0":[1,1]}}', "seq={…}: must be a list"],
    ['{"epoch":1,"seq":[[1,2],[3]]}', "seq[1]=[…]: must be [from, to]"],
    ['{"epoch":1,"seq":[7]}', "seq[0]=7: must be [from, to]"],
    ['{"epoch":1,"seq":[[0,2]]}', `seq[0][0]=0: ${whole} 1 to ${LARGEST}`],
    ['{"epoch":1,"seq":[[3,2]]}', `seq[0][1]=2: ${whole} 3 to ${LARGEST}`],
    ['{"epoch":1,"seq":[[1,1.5]]}', `seq[0][1]=1.5: ${whole} 1 to ${LARGEST}`],
    ['{"account":null}', `account=null: ${whole} 0 to ${LARGEST}`],
    ['{"account":1,"seq":[]}', "Message must hold either epoch and seq or account"],
    [
      `{"account":"${"x".repeat(1000)}"}`,
      `account="${"x".repeat(59)}…: ${whole} 0 to ${LARGEST}`,
    ],
    [" ".repeat(2 ** 20) + "{}", "Message of 1048578 bytes: must be at most 1048576"],
  ];
  for (const [payload, message] of cases) {
    assertEquals(assertThrows(() => parseStored(payload), MessageError).message, message);
  }
});

Deno.test("parseStored() throws nothing but its own error, whatever it is given", () => {
  const payloads = [
    utf8.encode('{"epoch":1,"seq":[]}').with(5, 0xff),
    "[".repeat(500_000),
    `{"epoch":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    '{"seq":[[{"toString":1},{}]],"epoch":1}',
    '{"__proto__":null}',
    '"constructor"',
  ];
  for (const payload of payloads) assertThrows(() => parseStored(payload), MessageError);
});
