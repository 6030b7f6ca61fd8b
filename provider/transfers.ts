/** Records of credit transfers in a stack's state, read and told without an engine or a network. */
export { journalFolder, transferJournal, type JournalEntry, type TransferJournal } from "./transfer/journal";
export { forPeople, onTheWire, parseAmount, type Thousandths } from "./common/money";
export {
  isClosed,
  preparedIn,
  recordIn,
  transferName,
  type Prepared,
  type TransferRecord,
  type TransferState,
  type Word,
} from "./transfer/record";
export { cutOff, instant, money, movement, needs, summary, type Telling } from "./transfer/texts";
export { readJournalSettings, readTransferSettings, type TransferSettings } from "./settings/settings";
