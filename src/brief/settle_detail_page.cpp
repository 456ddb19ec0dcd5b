#include "brief/settle_detail_page.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows = 10;

Json number(const Integer& n) {
  if (n > Integer(1) << 53) return n.get_str();
  return n.get_si();
}
std::string_view word(Verdict verdict) { return verdict == Verdict::proved ? "proved" : "limit_reached"; }

class Names {
 public:
  explicit Names(const study::Brief& brief) : b_(brief), c_(**brief.the_case) {}
  std::string line(std::uint32_t at) const { return b_.zone_question.lines[at].id; }
  std::string lines(const std::vector<std::uint32_t>& which) const {
    std::string text;
    for (const std::uint32_t at : which) text += (text.empty() ? "" : ", ") + line(at);
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

std::string rows_by(const study::Brief& brief, const study::SettleDetail& detail, const Names& names, bool by_opens) {
  std::vector<std::uint32_t> order(detail.effects.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto value = [&](std::uint32_t line) { return by_opens ? detail.effects[line].opens : detail.effects[line].removes; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return value(a) > value(b); });
  std::string text;
  for (std::size_t i = 0; i < std::min(order.size(), most_rows) && value(order[i]) > 0; ++i)
    text += "  " + visible(names.line(order[i])) + ": " + value(order[i]).get_str() + " of " + brief.zone->of.get_str() + "\n";
  return text.empty() ? "  none\n" : text;
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

std::string settle_detail_text(const study::Brief& brief, const study::SettleDetail& detail) {
  if (!brief.zone) return {};
  const Names names(brief);
  const settle::ZoneAnswer& zone = *brief.zone;
  std::string text = "\n";
  if (zone.counts != Verdict::proved)
    text += "The count is out of reach: between " + zone.open.get_str() + " and " + zone.open_at_most.get_str() + " pass (silence accepts), between " +
            zone.strict.get_str() + " and " + zone.strict_at_most.get_str() + " (silence rejects).\n";
  if (zone.open == 0 && zone.openings_complete != Verdict::proved)
    text += "Openings: all of at most " + std::to_string(zone.openings_up_to) + " lines are listed; clashes: all of at most " +
            std::to_string(zone.clashes_up_to) + ".\n";
  if (zone.cheapest) {
    text += "Cheapest opening: cost " + std::to_string(zone.cheapest->cost) + " (" + visible(names.lines(zone.cheapest->opening.relax)) + ")";
    text += zone.cheapest->verdict == Verdict::proved ? ", proved.\n" : "; none costs less than " + std::to_string(zone.cheapest->at_least) + ".\n";
  }
  if (detail.effects.empty() && !brief.zone_question.lines.empty()) {
    text += "What each of " + std::to_string(brief.zone_question.lines.size()) + " lines removes and opens alone is counted when asked for: --each-line.\n";
  } else {
    text += "Removed by one line alone:\n" + rows_by(brief, detail, names, false);
    text += "Opened if one line alone goes:\n" + rows_by(brief, detail, names, true);
  }
  if (!detail.has_zone) return text;
  text += "Issues that must be traded together: " + std::to_string(detail.traded.pairs.size()) + " pairs";
  text += detail.traded.verdict == Verdict::proved ? "" : " at least";
  if (!detail.released.empty()) text += ", once " + visible(names.lines(detail.released)) + " go";
  text += "\n";
  for (std::size_t i = 0; i < std::min(detail.traded.pairs.size(), most_rows); ++i) {
    const settle::TiedIssues& pair = detail.traded.pairs[i];
    text += "  " + names.issue(pair.a) + " and " + names.issue(pair.b) + ": never " + names.option(pair.a, pair.option_a) + " with " +
            names.option(pair.b, pair.option_b) + "\n";
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
