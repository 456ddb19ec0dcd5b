// A certificate as JSON and back.
#include <nlohmann/json.hpp>

#include <charconv>

#include "settle/certificate.hpp"
#include "settle/problem.hpp"

namespace locarno::settle {
namespace {

using Json = nlohmann::json;
constexpr std::string_view format = "locarno-certificate-1";
constexpr std::size_t most_bytes = std::size_t{1} << 30;
constexpr std::size_t deepest = 16;

std::string text_of(const ProofSteps& proof) {
  std::string text;
  for (const std::int64_t number : proof) text += (text.empty() ? "" : " ") + std::to_string(number);
  return text;
}

Json json_of(const Settlement& settlement) {
  Json out = Json::array();
  for (const OptionId option : settlement) out.push_back(option.index());
  return out;
}

Json json_of(const Condition& rule) {
  Json out = Json::array();
  for (const Condition::Node& node : rule.nodes) switch (node.kind) {
      case Condition::Kind::always: out.push_back({"true"}); break;
      case Condition::Kind::never: out.push_back({"false"}); break;
      case Condition::Kind::atom: out.push_back({"in", node.issue.index(), node.options.bits}); break;
      case Condition::Kind::negation: out.push_back({"not", node.left}); break;
      case Condition::Kind::conjunction: out.push_back({"and", node.left, node.right}); break;
      case Condition::Kind::disjunction: out.push_back({"or", node.left, node.right}); break;
    }
  return out;
}

Json party(PartyId id) { return id.is_none() ? Json() : Json(id.index()); }

Json json_of(const ZoneQuestion& q) {
  Json lines = Json::array(), silences = Json::array(), seats = Json::array();
  for (const Line& line : q.lines) {
    Json row{{"id", line.id}, {"party", party(line.party)}, {"rule", json_of(line.rule)}, {"cost", line.cost}};
    if (!line.score.scores.empty()) row["score"] = {{"scores", line.score.scores}, {"at_least", line.score.at_least}};
    lines.push_back(std::move(row));
  }
  for (const Silence& s : q.silences) silences.push_back({party(s.party), s.issue.index(), s.options.bits});
  for (const Seat& s : q.acceptance.seats) seats.push_back({party(s.party), s.weight, s.has_veto});
  return {{"options", q.options}, {"lines", lines}, {"silences", silences}, {"seats", seats}, {"quota", q.acceptance.quota}};
}

Json json_of(const Opening& o) {
  Json movers = Json::array();
  for (const PartyId mover : o.movers) movers.push_back(party(mover));
  return {{"relax", o.relax}, {"movers", movers}, {"opens", o.opens.get_str()}, {"counted", o.counted == Verdict::proved},
          {"witness", json_of(o.witness)}};
}

Json json_of(const ZoneAnswer& a) {
  Json clashes = Json::array(), openings = Json::array(), fixed = Json::array();
  for (const Clash& clash : a.clashes) clashes.push_back(clash.lines);
  for (const Opening& opening : a.openings) openings.push_back(json_of(opening));
  for (const IssueId issue : a.bounds.fixed) fixed.push_back(issue.index());
  Json out{{"of", a.of.get_str()}, {"open", a.open.get_str()}, {"strict", a.strict.get_str()},
           {"open_at_most", a.open_at_most.get_str()}, {"strict_at_most", a.strict_at_most.get_str()},
           {"counts", a.counts == Verdict::proved}, {"witness", json_of(a.witness)}, {"clashes", clashes},
           {"clashes_complete", a.clashes_complete == Verdict::proved}, {"clashes_up_to", a.clashes_up_to}, {"openings", openings},
           {"openings_complete", a.openings_complete == Verdict::proved}, {"openings_up_to", a.openings_up_to},
           {"bounds", {{"fineness", {a.bounds.fineness, a.bounds.strict_fineness}}, {"kept", a.bounds.kept}, {"fixed", fixed},
                       {"at", json_of(a.bounds.at)}}}};
  if (a.cheapest)
    out["cheapest"] = {{"opening", json_of(a.cheapest->opening)}, {"cost", a.cheapest->cost},
                       {"proved", a.cheapest->verdict == Verdict::proved}, {"at_least", a.cheapest->at_least}};
  return out;
}

// Reading: the library throws on a wrong type or a missing key; read_certificate catches and names it.
Settlement settlement(const Json& json) {
  Settlement s;
  for (const Json& option : json) s.push_back(OptionId(option.get<std::uint32_t>()));
  return s;
}
PartyId party(const Json& json) { return json.is_null() ? PartyId::none() : PartyId(json.get<std::uint32_t>()); }
Integer integer(const Json& json) {
  const auto& text = json.get_ref<const std::string&>();
  Integer value;
  const bool is_number = !text.empty() && text.size() < 100'000 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!is_number || value.set_str(text, 10) != 0) throw std::invalid_argument("'" + text.substr(0, 20) + "' is not a count");
  return value;
}
Verdict verdict(const Json& json) { return json.get<bool>() ? Verdict::proved : Verdict::limit_reached; }

ProofSteps proof(const Json& json) {
  const auto& text = json.get_ref<const std::string&>();
  ProofSteps proof;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    std::int64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{}) throw std::invalid_argument("a proof holds something that is not a number");
    proof.push_back(number);
    at = next;
    while (at < end && *at == ' ') ++at;
  }
  return proof;
}

Condition condition(const Json& json) {
  Condition rule;
  for (const Json& row : json) {
    Condition::Node node;
    const auto& kind = row.at(0).get_ref<const std::string&>();
    const auto number = [&](std::size_t i) { return row.at(i).get<std::uint32_t>(); };
    if (kind == "in") {
      node.kind = Condition::Kind::atom;
      node.issue = IssueId(number(1));
      node.options.bits = row.at(2).get<std::uint64_t>();
    } else if (kind == "not") {
      node.kind = Condition::Kind::negation;
      node.left = number(1);
    } else if (kind == "and" || kind == "or") {
      node.kind = kind == "and" ? Condition::Kind::conjunction : Condition::Kind::disjunction;
      node.left = number(1);
      node.right = number(2);
    } else if (kind == "true" || kind == "false") {
      node.kind = kind == "true" ? Condition::Kind::always : Condition::Kind::never;
    } else {
      throw std::invalid_argument("'" + kind.substr(0, 20) + "' is no part of a condition");
    }
    rule.nodes.push_back(node);
  }
  return rule;
}

ZoneQuestion question(const Json& json) {
  ZoneQuestion q;
  q.options = json.at("options").get<std::vector<std::uint32_t>>();
  for (const Json& row : json.at("lines")) {
    Line line;
    line.id = row.at("id").get<std::string>();
    line.party = party(row.at("party"));
    line.rule = condition(row.at("rule"));
    line.cost = row.at("cost").get<std::uint64_t>();
    if (row.contains("score")) {
      line.score.scores = row.at("score").at("scores").get<std::vector<std::vector<std::int64_t>>>();
      line.score.at_least = row.at("score").at("at_least").get<std::int64_t>();
    }
    q.lines.push_back(std::move(line));
  }
  for (const Json& row : json.at("silences"))
    q.silences.push_back({party(row.at(0)), IssueId(row.at(1).get<std::uint32_t>()), OptionSet{row.at(2).get<std::uint64_t>()}});
  for (const Json& row : json.at("seats"))
    q.acceptance.seats.push_back({party(row.at(0)), row.at(1).get<std::uint32_t>(), row.at(2).get<bool>()});
  q.acceptance.quota = json.at("quota").get<std::uint64_t>();
  return q;
}

Opening opening(const Json& json) {
  Opening o;
  o.relax = json.at("relax").get<std::vector<std::uint32_t>>();
  for (const Json& mover : json.at("movers")) o.movers.push_back(party(mover));
  o.opens = integer(json.at("opens"));
  o.counted = verdict(json.at("counted"));
  o.witness = settlement(json.at("witness"));
  return o;
}

ZoneAnswer answer(const Json& json) {
  ZoneAnswer a;
  a.of = integer(json.at("of"));
  a.open = integer(json.at("open"));
  a.strict = integer(json.at("strict"));
  a.open_at_most = integer(json.at("open_at_most"));
  a.strict_at_most = integer(json.at("strict_at_most"));
  a.counts = verdict(json.at("counts"));
  a.witness = settlement(json.at("witness"));
  for (const Json& row : json.at("clashes")) a.clashes.push_back({row.get<std::vector<std::uint32_t>>()});
  a.clashes_complete = verdict(json.at("clashes_complete"));
  a.clashes_up_to = json.at("clashes_up_to").get<std::uint32_t>();
  for (const Json& row : json.at("openings")) a.openings.push_back(opening(row));
  a.openings_complete = verdict(json.at("openings_complete"));
  a.openings_up_to = json.at("openings_up_to").get<std::uint32_t>();
  const Json& bounds = json.at("bounds");
  if (const auto fineness = bounds.find("fineness"); fineness != bounds.end()) {
    a.bounds.fineness = fineness->at(0).get<std::uint32_t>();
    a.bounds.strict_fineness = fineness->at(1).get<std::uint32_t>();
  }
  a.bounds.kept = bounds.at("kept").get<std::vector<std::uint32_t>>();
  for (const Json& issue : bounds.at("fixed")) a.bounds.fixed.push_back(IssueId(issue.get<std::uint32_t>()));
  a.bounds.at = settlement(bounds.at("at"));
  if (json.contains("cheapest")) {
    const Json& row = json.at("cheapest");
    a.cheapest = Cheapest{opening(row.at("opening")), row.at("cost").get<std::uint64_t>(), verdict(row.at("proved")),
                          row.at("at_least").get<std::uint64_t>()};
  }
  return a;
}

/// The library parses by recursion: brackets are counted first.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool is_in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_in_string) {
      if (text[i] == '\\') ++i;
      else if (text[i] == '"') is_in_string = false;
    } else if (text[i] == '"') {
      is_in_string = true;
    } else if (text[i] == '[' || text[i] == '{') {
      if (++depth > deepest) return true;
    } else if ((text[i] == ']' || text[i] == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::string write_certificate(const Certificate& c) {
  Json clashes = Json::array(), minimal = Json::array(), standing = Json::array();
  for (const Certificate::ForClash& clash : c.clashes) {
    Json without = Json::array();
    for (const Settlement& s : clash.without) without.push_back(json_of(s));
    clashes.push_back({{"without", without}, {"proof", text_of(clash.proof)}});
  }
  for (const ProofSteps& proof : c.minimal) minimal.push_back(text_of(proof));
  for (const Certificate::Standing& s : c.standing) standing.push_back({{"broken", s.broken}, {"settlement", json_of(s.settlement)}});
  const Json out{{"format", format}, {"question", json_of(c.question)}, {"answer", json_of(c.answer)}, {"clashes", clashes},
                 {"minimal", minimal}, {"openings", text_of(c.openings)}, {"standing", standing},
                 {"clash_list", text_of(c.clash_list)}, {"cheapest", text_of(c.cheapest)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Certificate> read_certificate(std::string_view text, const std::string& file) {
  if (text.size() > most_bytes) return fail(ErrorCode::bad_input, "a certificate of more than 1 GiB", file);
  if (is_too_deep(text)) return fail(ErrorCode::bad_input, "this is nested deeper than a certificate is", file);
  try {
    const Json json = Json::parse(text);
    if (!json.is_object() || json.value("format", Json()) != format)
      return fail(ErrorCode::bad_input, "this is not a certificate: no \"format\": \"locarno-certificate-1\"", file);
    Certificate c;
    c.question = question(json.at("question"));
    c.answer = answer(json.at("answer"));
    for (const Json& row : json.at("clashes")) {
      c.clashes.emplace_back();
      for (const Json& s : row.at("without")) c.clashes.back().without.push_back(settlement(s));
      c.clashes.back().proof = proof(row.at("proof"));
    }
    for (const Json& row : json.at("minimal")) c.minimal.push_back(proof(row));
    c.openings = proof(json.at("openings"));
    for (const Json& row : json.at("standing"))
      c.standing.push_back({row.at("broken").get<std::vector<std::uint32_t>>(), settlement(row.at("settlement"))});
    c.clash_list = proof(json.at("clash_list"));
    c.cheapest = proof(json.at("cheapest"));
    return c;
  } catch (const std::exception& error) {
    return fail(ErrorCode::bad_input, std::string("this is not a certificate: ") + error.what(), file);
  }
}

}  // namespace locarno::settle
