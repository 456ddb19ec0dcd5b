// test/route.test.ts
import { strict as assert } from "node:assert";
import { test } from "node:test";

// src/frame/route.ts
var shared_keys = ["as_of", "since", "languages", "outlets", "without_outlets", "provenance", "min_confidence"];
var frame_keys = ["lang", "ev", "evt"];
var day = /^\d{4}-\d{2}-\d{2}$/;
var allowed = {
  as_of: day,
  since: day,
  provenance: /^(first_hand|relayed)$/,
  min_confidence: /^([1-9]?\d|100)$/,
  lang: /^(en|zh)$/
};
var usable = (key, value) => value !== "" && value.length <= 4e3 && (allowed[key]?.test(value) ?? true);
function parse(hash) {
  const body = hash.replace(/^#\/?/, "");
  const mark = body.indexOf("?");
  const view = mark < 0 ? body : body.slice(0, mark);
  const route = { view, lang: "", shared: {}, params: {}, evidence: [], evidenceTitle: "" };
  for (const [key, value] of new URLSearchParams(mark < 0 ? "" : body.slice(mark + 1))) {
    if (!usable(key, value)) continue;
    if (key === "lang") route.lang = value;
    else if (key === "ev") route.evidence = value.split(",").filter(Boolean);
    else if (key === "evt") route.evidenceTitle = value;
    else if (shared_keys.includes(key)) route.shared[key] = value;
    else route.params[key] = value;
  }
  return route;
}
function format(route) {
  const query = new URLSearchParams();
  for (const key of shared_keys) if (route.shared[key]) query.set(key, route.shared[key]);
  for (const key of Object.keys(route.params).sort()) {
    const value = route.params[key];
    if (value && !frame_keys.includes(key)) query.set(key, value);
  }
  if (route.lang) query.set("lang", route.lang);
  if (route.evidence.length) {
    query.set("ev", route.evidence.join(","));
    if (route.evidenceTitle) query.set("evt", route.evidenceTitle);
  }
  const text = query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
  return `#/${route.view}${text ? `?${text}` : ""}`;
}
function apiQuery(shared, lang) {
  const query = new URLSearchParams();
  for (const key of shared_keys) if (shared[key]) query.set(key, shared[key]);
  query.set("lang", lang);
  return query.toString();
}

// test/route.test.ts
test("an address survives being read and written", () => {
  for (const address of ["#/matrix", "#/ladder?as_of=2025-12-16&issue=territory&lang=zh", "#/reader?languages=en,zh-Hans&doc=d1&rec=r2&ev=r1,r2&evt=%E4%B9%8C%E5%85%8B%E5%85%B0"]) {
    const once = format(parse(address));
    assert.equal(format(parse(once)), once);
    assert.deepEqual(parse(once), parse(address));
  }
});
test("the evidence and the dates of an address are understood", () => {
  const route = parse("#/matrix?since=2024-12-04&as_of=2025-12-16&provenance=relayed&ev=r1,r2&party=UKR");
  assert.deepEqual(route.evidence, ["r1", "r2"]);
  assert.deepEqual(route.shared, { since: "2024-12-04", as_of: "2025-12-16", provenance: "relayed" });
  assert.deepEqual(route.params, { party: "UKR" });
});
test("nonsense in the address is dropped, not sent on", () => {
  const route = parse("#/matrix?as_of=yesterday&provenance=<script>&min_confidence=1000&lang=xx");
  assert.deepEqual(route.shared, {});
  assert.equal(route.lang, "");
  assert.equal(apiQuery(route.shared, "en"), "lang=en");
});
test("an empty address is the home view", () => {
  assert.equal(parse("").view, "");
  assert.equal(parse("#").view, "");
  assert.equal(parse("#/").view, "");
});
