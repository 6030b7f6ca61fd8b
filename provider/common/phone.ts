const SIGNED = /^\+[1-9]\d{6,14}$/;
const UNSIGNED = /^[1-9]\d{6,14}$/;

/** Whether a text is a phone number in E.164 form: `+441632960123`. */
export function isE164(text: string): boolean {
  return SIGNED.test(text);
}

/** Whether a text has the digits of E.164 and no plus, which the API takes where a flow sends calls to; elsewhere such digits may mean anything. */
export function isUnsignedE164(text: string): boolean {
  return UNSIGNED.test(text);
}

/** The digits of a phone number without leading zeros and trunk prefixes, as in `+44 (0)1632`; empty if the text has what no number has. */
export function significantDigits(text: string): string {
  if (!/^[+\d\s().\-/]+$/.test(text)) return "";
  return text.replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");
}
