import type { Prepared, TransferRecord, TransferState } from "../../provider/transfer/record";

/** An attempt as its intent records it. */
export const prepared: Prepared = {
  reference: "2026-11 top-up acme",
  customer: "3951ec81-2d4b-4e3a-9b7e-0a1b2c3d4e5f",
  amount: "25.00",
  attempt: 1,
  nonce: "nonce-1",
  preparedAt: "2026-11-24T10:02:00.000Z",
  sendBefore: "2026-11-24T10:07:00.000Z",
  balanceBefore: "100.000",
  customerHash: "hash",
};
/** The record of that attempt. */
export const record = (state: TransferState, more: Partial<TransferRecord> = {}): TransferRecord => ({
  ...prepared,
  state,
  reason: "Reason.",
  ...more,
});
