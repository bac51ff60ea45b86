/** Device ids: one outbox, one MQTT client, one user name. */

const DEVICE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** What an id may look like, for error messages. */
export const DEVICE_ID_RULE = "1 to 64 of A-Z a-z 0-9 . _ -";

/** Whether `text` is a device id; only such a text may be put into a topic. */
export function isDeviceId(text: unknown): text is string {
  return typeof text === "string" && DEVICE_ID.test(text);
}
