/** The part of the page's script that shows objects, money and requests. */
export const SHOWING = String.raw`
function showAddress([url, ownBalance, name]) {
  byId("address").replaceChildren(node("code", {}, url), " · account ", node("strong", {}, name || ""), " · own balance ", node("strong", {}, ownBalance));
}

function titleOf(record) {
  return record.name || record.display_name || record.number || record.uuid;
}

function objectRow(kind, entry, extra) {
  const open = node("button", { type: "button", class: "link", onClick: () => edit(kind, entry.record) }, titleOf(entry.record));
  return node("tr", {}, node("td", {}, open), node("td", {}, extra), node("td", { class: "mono soft" }, entry.uuid));
}

function counted(list, one, many) {
  const count = (list || []).length;
  return count + " " + (count === 1 ? one : many);
}

function customerRow(customer) {
  const notes = ["balance " + customer.balance];
  if (customer.locked) notes.push("locked");
  if (customer.internationalCallsAllowed !== undefined) notes.push("international calls " + (customer.internationalCallsAllowed ? "allowed" : "refused"));
  notes.push(counted(customer.record.addresses, "address", "addresses"), counted(customer.record.users, "user", "users"));
  return objectRow("customer", customer, notes.join(", "));
}

function showObjects(seen) {
  const names = new Map(seen.customers.map((customer) => [customer.uuid, customer.name]));
  const parts = [group("Customers", seen.customers.map(customerRow))];
  for (const kind of [...new Set(seen.objects.map((object) => object.kind))].sort()) {
    const rows = seen.objects.filter((object) => object.kind === kind).map((object) => {
      const owner = object.owner === null ? "own account" : "of " + (names.get(object.owner) || object.owner);
      const extension = object.record.extension === undefined ? "" : "extension " + object.record.extension + ", ";
      return objectRow(kind, object, extension + owner);
    });
    parts.push(group(kind + "s", rows));
  }
  if (seen.stores.length > 0) {
    parts.push(group("stores", seen.stores.map((store) => node("tr", {}, node("td", {}, store.name || ""), node("td", {}, ""), node("td", { class: "mono soft" }, store.uuid)))));
  }
  byId("objects").replaceChildren(...parts);
}

function group(title, rows) {
  const body = rows.length === 0 ? node("p", { class: "soft" }, "none") : table([["name"], ["details"], ["uuid"]], rows);
  return node("div", {}, node("h3", {}, title + " (" + rows.length + ")"), body);
}

function showLedger(entries) {
  if (entries.length === 0) {
    byId("ledger").replaceChildren(node("p", { class: "soft" }, "No money has moved."));
    return;
  }
  const rows = [...entries].reverse().map((entry) => node("tr", {},
    node("td", { class: "mono" }, entry.at.slice(11, 19)),
    node("td", {}, entry.kind),
    node("td", {}, entry.customerName || "own account"),
    node("td", { class: "number" }, entry.amount),
    node("td", { class: "number" }, entry.ownBalance)));
  byId("ledger").replaceChildren(table([["time"], ["what"], ["customer"], ["amount", "number"], ["own balance after", "number"]], rows));
}

function statusClass(status) {
  if (status === null || status === undefined) return "warn";
  return status < 300 ? "good" : status < 500 ? "warn" : "bad";
}

const opened = new Set();

function requestEntry(request) {
  const status = request.status === undefined ? "none" : request.status;
  const customer = request.customer === null ? null : node("span", { class: "soft" }, "  for " + request.customer);
  const fault = request.fault === undefined ? null : node("span", { class: "bad" }, "  fault: " + request.fault);
  const broken = request.violations.length === 0 ? null : node("span", { class: "bad" }, "  forbidden");
  const summary = node("summary", {}, node("span", { class: "tag " + statusClass(request.status) }, status), " ",
    node("code", {}, request.method + " " + request.path + request.query), customer, fault, broken,
    request.applied ? node("span", { class: "soft" }, "  applied") : null);
  const entry = node("details", {}, summary);
  const fill = () => {
    if (entry.childElementCount === 1) entry.append(...requestDetails(request));
  };
  if (opened.has(request.id)) {
    entry.open = true;
    fill();
  }
  entry.addEventListener("toggle", () => {
    if (entry.open) opened.add(request.id);
    else opened.delete(request.id);
    fill();
  });
  return entry;
}

function requestDetails(request) {
  const head = { at: request.at, trackingToken: request.trackingToken, reason: request.reason, violations: request.violations, headers: request.headers };
  return [node("pre", {}, json(head)), node("h3", {}, "Body"), node("pre", {}, json(request.body)), node("h3", {}, "Answer"), node("pre", {}, json(request.answer))];
}

function showRequests(requests) {
  const list = node("div", { class: "scroll" }, ...[...requests].reverse().map(requestEntry));
  byId("requests").replaceChildren(requests.length === 0 ? node("p", { class: "soft" }, "None yet.") : list);
}

function showViolations(violations) {
  const lines = violations.map((violation) => node("li", {}, "request " + violation.request + ": " + violation.rule));
  byId("violations").replaceChildren(...(lines.length === 0 ? [] : [node("p", { class: "bad" }, "Forbidden by the documents:"), node("ul", {}, ...lines)]));
}
`;
