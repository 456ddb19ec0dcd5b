#include "brief/settle_detail_page.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "brief/composer.hpp"
#include "brief/safe.hpp"
#include "brief/words_settle.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows = 10;

Json number(const Integer& n) {
  if (n > Integer(1) << 53) return n.get_str();
  return n.get_si();
}
std::string_view word(Verdict verdict) { return verdict == Verdict::proved ? "proved" : "limit_reached"; }

std::string name_in(const Text& name, const std::string& id, PageLanguage language) {
  return visible(name.in(language).empty() ? id : name.in(language));
}

class Names {
 public:
  explicit Names(const study::Brief& brief) : b_(brief), c_(**brief.the_case) {}
  std::string line(std::uint32_t at) const { return b_.zone_question.lines[at].id; }
  /// "RUS.territory.1 (Russia, territory)": the id to look up, and whose line it is about what.
  std::string shown(std::uint32_t at, PageLanguage language) const {
    const settle::Line& one = b_.zone_question.lines[at];
    std::string whose = one.party.is_none() ? "" : name_in(c_.parties[one.party].name, party(one.party), language);
    for (const IssueId about : one.issues())
      whose += (whose.empty() ? "" : say(SettleWord::between_names, language)) + name_in(c_.issues[about].name, issue(about), language);
    return whose.empty() ? visible(one.id) : say(SettleWord::line_named, language, {visible(one.id), whose});
  }
  std::string shown(const std::vector<std::uint32_t>& which, PageLanguage language) const {
    std::string text;
    for (const std::uint32_t at : which) text += (text.empty() ? "" : say(SettleWord::between_shares, language)) + shown(at, language);
    return text;
  }
  Json list(const std::vector<std::uint32_t>& which) const {
    Json out = Json::array();
    for (const std::uint32_t at : which) out.push_back(line(at));
    return out;
  }
  std::string party(PartyId id) const { return id.is_none() ? "" : c_.parties[id].id; }
  std::string issue(IssueId id) const { return c_.issues[id].id; }
  std::string option(IssueId issue, OptionId option) const { return c_.issues[issue].options[option].id; }
  Json settlement(const Settlement& s) const {
    Json out = Json::object();
    for (std::size_t i = 0; i < s.size(); ++i) out[issue(IssueId(i))] = option(IssueId(i), s[IssueId(i)]);
    return out;
  }

 private:
  const study::Brief& b_;
  const Case& c_;
};

Json cheapest_json(const Names& names, const settle::Cheapest& cheapest) {
  Json movers = Json::array();
  for (const PartyId party : cheapest.opening.movers) movers.push_back(names.party(party));
  return {{"relax", names.list(cheapest.opening.relax)}, {"movers", movers}, {"cost", cheapest.cost},
          {"at_least", cheapest.at_least}, {"opens", number(cheapest.opening.opens)},
          {"opens_verdict", word(cheapest.opening.counted)}, {"witness", names.settlement(cheapest.opening.witness)},
          {"verdict", word(cheapest.verdict)}};
}

Json traded_json(const Names& names, const study::SettleDetail& detail) {
  Json pairs = Json::array();
  for (const settle::TiedIssues& pair : detail.traded.pairs)
    pairs.push_back({{"issues", {names.issue(pair.a), names.issue(pair.b)}},
                     {"never_together", {names.option(pair.a, pair.option_a), names.option(pair.b, pair.option_b)}},
                     {"with_first", names.settlement(pair.with_a)}, {"with_second", names.settlement(pair.with_b)}});
  return {{"released", names.list(detail.released)}, {"pairs", pairs}, {"verdict", word(detail.traded.verdict)}};
}

Json acceptance_json(const study::Brief& brief, const Names& names) {
  const settle::Acceptance& acceptance = brief.zone_question.acceptance;
  Json seats = Json::array();
  for (const settle::Seat& seat : acceptance.seats)
    seats.push_back({{"party", names.party(seat.party)}, {"weight", seat.weight}, {"veto", seat.has_veto}});
  return {{"rule", acceptance.is_unanimous() ? "unanimity" : "quota"}, {"quota", acceptance.quota}, {"seats", seats}};
}

std::string rows_by(const study::Brief& brief, const study::SettleDetail& detail, const Names& names, bool by_opens, PageLanguage language) {
  std::vector<std::uint32_t> order(detail.effects.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto value = [&](std::uint32_t line) { return by_opens ? detail.effects[line].opens : detail.effects[line].removes; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return value(a) > value(b); });
  const auto unknown = by_opens ? std::count_if(detail.effects.begin(), detail.effects.end(), [](const auto& e) { return e.verdict != Verdict::proved; }) : 0;
  std::string text;
  for (std::size_t i = 0; i < std::min(order.size(), most_rows) && value(order[i]) > 0; ++i)
    text += "  " + say(SettleWord::effect_row, language, {names.shown(order[i], language), grouped(value(order[i])), grouped(brief.zone->of)}) + "\n";
  if (unknown > 0)
    text += "  " + say(detail.each_line ? SettleWord::effects_unknown : SettleWord::effects_ask, language,
                       {std::to_string(unknown), std::to_string(order.size())}) + "\n";
  return text.empty() ? "  " + say(SettleWord::none, language) + "\n" : text;
}

/// How many times the lower bound, rounded up to a hundredth: "1.07".
std::string ratio(const Integer& high, const Integer& low) {
  const Integer hundredths = (high * 100 + low - 1) / low;
  const std::string digits = Integer(hundredths % 100).get_str();
  return Integer(hundredths / 100).get_str() + "." + (digits.size() < 2 ? "0" : "") + digits;
}

}  // namespace

std::string with_settle_detail(const std::string& printed, const study::Brief& brief, const study::SettleDetail& detail) {
  if (!brief.zone) return printed;
  const Names names(brief);
  const settle::ZoneAnswer& zone = *brief.zone;
  Json out = Json::parse(printed, nullptr, false);
  if (!out.is_object()) return printed;
  out["zone"]["open"]["at_most"] = number(zone.open_at_most);
  out["zone"]["strict"]["at_most"] = number(zone.strict_at_most);
  out["zone"]["witness"] = names.settlement(zone.witness);
  out["acceptance"] = acceptance_json(brief, names);
  out["clashes_up_to"] = zone.clashes_up_to;
  out["openings_up_to"] = zone.openings_up_to;
  out["clashes_verdict"] = word(zone.clashes_complete);
  out["openings_verdict"] = word(zone.openings_complete);
  out["cheapest"] = zone.cheapest ? cheapest_json(names, *zone.cheapest) : Json();
  Json effects = Json::array();
  for (std::uint32_t line = 0; line < detail.effects.size(); ++line)
    effects.push_back({{"line", names.line(line)}, {"party", names.party(brief.zone_question.lines[line].party)},
                       {"cost", brief.zone_question.lines[line].cost}, {"removes", number(detail.effects[line].removes)},
                       {"opens", number(detail.effects[line].opens)}, {"verdict", word(detail.effects[line].verdict)}});
  out["effects"] = effects;
  out["traded_together"] = detail.has_zone ? traded_json(names, detail) : Json();
  return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::string settle_detail_text(const study::Brief& brief, const study::SettleDetail& detail, PageLanguage language) {
  if (!brief.zone) return {};
  const Names names(brief);
  const settle::ZoneAnswer& zone = *brief.zone;
  std::string text = "\n";
  const auto add = [&](SettleWord word, const std::vector<std::string>& places = {}) { text += say(word, language, places); };
  if (zone.counts != Verdict::proved) {
    add(SettleWord::count_bounded, {zone.open.get_str(), zone.open_at_most.get_str(), zone.strict.get_str(), zone.strict_at_most.get_str()});
    text += "\n";
    if (zone.open > 0) text += say(SettleWord::count_ratio, language, {ratio(zone.open_at_most, zone.open)}) + "\n";
  }
  if (zone.open == 0 && zone.openings_complete != Verdict::proved) {
    add(SettleWord::lists_up_to, {std::to_string(zone.openings_up_to), std::to_string(zone.clashes_up_to)});
    text += "\n";
  }
  if (zone.cheapest) {
    const std::string cost = std::to_string(zone.cheapest->cost), lines = names.shown(zone.cheapest->opening.relax, language);
    if (zone.cheapest->verdict == Verdict::proved) add(SettleWord::cheapest, {cost, lines});
    else add(SettleWord::cheapest_open, {cost, lines, std::to_string(zone.cheapest->at_least)});
    text += "\n";
  }
  add(SettleWord::removed_alone);
  text += "\n" + rows_by(brief, detail, names, false, language);
  add(SettleWord::opened_alone);
  text += "\n" + rows_by(brief, detail, names, true, language);
  if (!detail.has_zone) return text;
  add(detail.traded.verdict == Verdict::proved ? SettleWord::traded : SettleWord::traded_at_least, {std::to_string(detail.traded.pairs.size())});
  if (!detail.released.empty()) add(SettleWord::once_gone, {names.shown(detail.released, language)});
  text += "\n";
  const Case& c = **brief.the_case;
  const auto issue = [&](IssueId id) { return name_in(c.issues[id].name, names.issue(id), language); };
  const auto option = [&](IssueId of, OptionId id) { return name_in(c.issues[of].options[id].name, names.option(of, id), language); };
  for (std::size_t i = 0; i < std::min(detail.traded.pairs.size(), most_rows); ++i) {
    const settle::TiedIssues& pair = detail.traded.pairs[i];
    text += "  ";
    add(SettleWord::never_with, {issue(pair.a), issue(pair.b), option(pair.a, pair.option_a), option(pair.b, pair.option_b)});
    text += "\n";
  }
  return text;
}

std::string checked_json(const settle::Checked& checked) {
  const Json out{{"valid", true}, {"verified", checked.verified}, {"open", checked.open}};
  return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::string checked_text(const settle::Checked& checked) {
  std::string text;
  for (const std::string& claim : checked.verified) text += "verified: " + visible(claim) + "\n";
  for (const std::string& claim : checked.open) text += "not shown: " + visible(claim) + "\n";
  return text + std::to_string(checked.verified.size()) + " claims verified, " + std::to_string(checked.open.size()) + " not shown\n";
}

}  // namespace locarno::brief
