import { bikes, mainLine, workshop } from "./harbourBikes";
import { callPete, geoff } from "./documented";

export const harbourBikes = { customer: bikes.uuid, name: bikes.name, mainLine: mainLine.extension, workshop: workshop.extension };
export const documented = { customer: geoff.uuid, callPete: callPete.extension };
