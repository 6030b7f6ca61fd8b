"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.documented = exports.harbourBikes = void 0;
const harbourBikes_1 = require("./harbourBikes");
const documented_1 = require("./documented");
exports.harbourBikes = { customer: harbourBikes_1.bikes.uuid, name: harbourBikes_1.bikes.name, mainLine: harbourBikes_1.mainLine.extension, workshop: harbourBikes_1.workshop.extension };
exports.documented = { customer: documented_1.geoff.uuid, callPete: documented_1.callPete.extension };
