/** Customers as data: files of YAML with templates and tables, read into what `Customer` takes. */
export { CustomerFilesError, type FileFinding, readCustomers, type ReadOptions } from "./customerFiles/readCustomers";
export { partReferences } from "./customer/parts";
export type { Reference as PartReference } from "./customer/references";
