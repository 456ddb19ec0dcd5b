// The synthetic Brief that the other tests of this room print. (Named _test so that the build takes it in.)
#include "brief/made_up.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <map>
#include <sstream>

#include "model/case_file.hpp"

namespace locarno::brief_test {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  return fields;
}

/// \u202e \u2066 \u001b \u0007 and the ill-formed byte \x80, so that the data file itself stays readable.
std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> marks[] = {
      {"\\u202e", "\xE2\x80\xAE"}, {"\\u2066", "\xE2\x81\xA6"}, {"\\u001b", "\x1b"}, {"\\u0007", "\x07"}, {"\\x80", "\x80"}};
  for (const auto& [mark, bytes] : marks) {
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, std::string(mark).size(), bytes);
  }
  return text;
}

Language language_of(const std::string& name) {
  return name == "en" ? Language::en : name == "zh-Hans" ? Language::zh_hans : Language::zh_hant;
}

std::string id_of(int number) { return std::string(1, 'r') += std::to_string(number); }

void add_quotation(study::Brief& b, const std::vector<std::string>& f) {
  study::Quotation q;
  q.number = std::stoi(f[0]);
  q.record = id_of(q.number);
  q.doc = f[1];
  q.outlet = f[2];
  q.language = language_of(f[3]);
  q.speaker = f[4];
  q.speaker_party = f[5];
  std::istringstream via(f[6]);
  for (std::string name; std::getline(via, name, ';');) q.via.push_back(name);
  q.date = parse_date_range(f[7]);
  q.date_inferred = f[8] == "yes";
  q.told_by_narrator = f[9] == "stance";
  q.text = q.words = unescaped(f[10]);
  q.char_start = 100u * static_cast<unsigned>(q.number);
  q.char_end = q.char_start + 40;
  q.span = {q.char_start, q.char_end};
  Record r;
  r.id = q.record;
  r.doc = q.doc;
  r.kind = *parse_record_kind(f[9]);
  r.text = q.text;
  r.speaker = q.speaker;
  r.speaker_party = q.speaker_party;
  r.date = q.date;
  b.number_of[q.record] = q.number;
  b.records.push_back(r);
  b.quotations.push_back(q);
}

void add_documents(study::Brief& b) {
  std::map<std::string, Document> documents;
  for (const study::Quotation& q : b.quotations) {
    Document& d = documents[q.doc];
    d.id = "d" + std::to_string(documents.size());
    d.name = q.doc;
    d.outlet = q.outlet;
    d.languages = {q.language};
    if (q.date) d.published = std::max(d.published.value_or(Date{}), std::min(q.date->last, Date{2025, 12, 16}));
    d.published_basis = q.date ? PublishedBasis::printed : PublishedBasis::none;
  }
  for (auto& [name, document] : documents) {
    if (!document.published) b.undated.push_back(document);
    b.documents.push_back(document);
  }
}

void make_table(study::Brief& b, const Case& c) {
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    b.stances.first_row.emplace_back();
    for (std::size_t i = 0; i < c.issues.size(); ++i) {
      b.stances.first_row.back().push_back(b.stances.rows.size());
      for (std::size_t o = 0; o < c.issues[IssueId(i)].options.size(); ++o) {
        Stance stance;
        stance.party = PartyId(p);
        stance.issue = IssueId(i);
        stance.option = OptionId(o);
        b.stances.rows.push_back(stance);
      }
    }
  }
}

class Builder {
 public:
  explicit Builder(MadeUp& m) : m_(m), c_(**m.the_case) {}

  Condition parse(const std::string& source) const { return *parse_condition(source, c_.issues, ""); }
  Stance& set(const char* party, const char* issue, const char* option, StanceValue value, std::vector<int> quotes) {
    const IssueId i = m_.the_case->issue(issue);
    Stance& stance = m_.brief.stances.at(m_.the_case->party(party), i, m_.the_case->option(i, option));
    stance.value = value;
    stance.source = quotes.empty() ? StanceSource::analyst : StanceSource::read;
    stance.rule = quotes.empty() ? "stance.analyst" : "stance.plain";
    for (const int q : quotes) stance.evidence.push_back(id_of(q));
    if (!quotes.empty()) {
      if (const auto& date = m_.brief.quotations[static_cast<std::size_t>(quotes.front() - 1)].date) stance.since = date->first;
    }
    return stance;
  }
  RedLine& line(const char* party, const char* rule, std::vector<int> quotes) {
    RedLine line;
    line.party = m_.the_case->party(party);
    line.id = std::string(party) + "." + std::to_string(m_.brief.red_lines.size() + 1);
    line.rule = parse(rule);
    const std::size_t row = m_.brief.red_lines.size();
    if (row < c_.red_lines.size()) line.words = c_.red_lines[row].words;
    line.source = quotes.empty() ? StanceSource::analyst : StanceSource::read;
    for (const int q : quotes) line.evidence.push_back(id_of(q));
    m_.brief.red_lines.push_back(line);
    return m_.brief.red_lines.back();
  }

 private:
  MadeUp& m_;
  const Case& c_;
};

constexpr auto yes = StanceValue::accepts;
constexpr auto maybe = StanceValue::accepts_if;
constexpr auto no = StanceValue::rejects;

void add_stances(Builder& to) {
  Stance& conceded = to.set("UKR", "nato_membership", "none", maybe, {2});
  conceded.condition = to.parse("security_guarantees in [article5_like_limited, article5_like_permanent]");
  to.set("UKR", "security_guarantees", "none", no, {2});
  to.set("UKR", "security_guarantees", "assurances", no, {2});
  to.set("UKR", "security_guarantees", "article5_like_permanent", yes, {2});
  to.set("UKR", "security_guarantees", "article5_like_limited", yes, {2});
  to.set("USA", "security_guarantees", "article5_like_limited", yes, {3});
  to.set("USA", "security_guarantees", "article5_like_permanent", no, {3});
  to.set("UKR", "territory", "withdrawal", no, {5});
  to.set("UKR", "territory", "line_frozen", yes, {5});
  for (const char* option : {"borders_restored", "line_frozen", "land_swap"}) {
    Stance& stance = to.set("RUS", "territory", option, no, {4});
    stance.first_hand = false;
    stance.via = {"Volodymyr Zelenskyy", "USA"};
  }
  Stance& demanded = to.set("RUS", "territory", "withdrawal", yes, {});
  demanded.note = "desk note of 2025-12-15: no report names the option";
  demanded.since = Date{2025, 12, 15};
  demanded.first_hand = false;
  demanded.via = {"USA"};
  to.set("RUS", "nato_membership", "membership", no, {}).note = "standing position, desk";
  to.set("EUR", "peacekeeping_force", "deployed", maybe, {6}).condition = to.parse("elections = after_ceasefire");
  Stance& troops = to.set("RUS", "peacekeeping_force", "deployed", no, {9});
  troops.told_by_narrator = true;
  to.set("EUR", "frozen_assets", "to_ukraine", yes, {10});
  to.set("RUS", "frozen_assets", "to_ukraine", no, {11});
  to.set("EU", "monitoring", "us_led", yes, {12});
  to.set("UKR", "elections", "after_ceasefire", yes, {16});
  to.set("UKR", "prisoners", "all_for_all", yes, {15});
  to.set("RUS", "prisoners", "all_for_all", yes, {15});
  to.set("USA", "prisoners", "all_for_all", yes, {14});
  to.set("EUR", "prisoners", "all_for_all", yes, {14});
}

void add_lines(Builder& to) {
  to.line("UKR", "nato_membership = none => security_guarantees in [article5_like_limited, article5_like_permanent]", {2}).since = Date{2025, 12, 14};
  to.line("UKR", "not (territory = withdrawal)", {5}).since = Date{2025, 12, 15};
  RedLine& demand = to.line("RUS", "territory = withdrawal", {4});
  demand.first_hand = false;
  demand.via = {"Volodymyr Zelenskyy", "USA"};
  demand.since = Date{2025, 12, 14};
  RedLine& membership = to.line("RUS", "nato_membership = none", {});
  membership.note = "standing position, desk";
  to.line("USA", "security_guarantees != article5_like_permanent", {3});
  RedLine& troops = to.line("RUS", "peacekeeping_force != deployed", {9});
  troops.told_by_narrator = true;
  to.line("RUS", "frozen_assets != to_ukraine", {11});
}

/// Every settlement, as the set of red lines it crosses.
std::vector<std::pair<std::uint32_t, Settlement>> crossed_by_settlement(const MadeUp& m) {
  const Case& c = **m.the_case;
  std::vector<std::pair<std::uint32_t, Settlement>> out;
  Settlement s(c.issues.size(), OptionId(0));
  while (true) {
    std::uint32_t crossed = 0;
    for (std::size_t at = 0; at < m.brief.red_lines.size(); ++at) crossed |= m.brief.red_lines[at].rule.holds(s) ? 0u : 1u << at;
    out.emplace_back(crossed, s);
    std::size_t issue = 0;
    for (; issue < c.issues.size(); ++issue) {
      const std::size_t next = s[IssueId(issue)].index() + 1;
      s[IssueId(issue)] = OptionId(next < c.issues[IssueId(issue)].options.size() ? next : 0);
      if (s[IssueId(issue)] != OptionId(0)) break;
    }
    if (issue == c.issues.size()) return out;
  }
}

std::vector<std::uint32_t> indices(std::uint32_t mask) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t at = 0; at < 32; ++at) {
    if (mask >> at & 1u) out.push_back(at);
  }
  return out;
}

/// The obvious way: masks by size; a clash is a minimal set that every settlement crosses, an opening a minimal set crossed.
void add_zone(MadeUp& m) {
  study::Brief& b = m.brief;
  const auto all = crossed_by_settlement(m);
  settle::ZoneAnswer zone;
  zone.of = static_cast<unsigned long>(all.size());
  zone.open = static_cast<unsigned long>(std::count_if(all.begin(), all.end(), [](const auto& s) { return s.first == 0; }));
  std::vector<std::uint32_t> clashes, openings;
  for (int size = 1; size <= static_cast<int>(b.red_lines.size()); ++size) {
    for (std::uint32_t mask = 1; mask < 1u << b.red_lines.size(); ++mask) {
      const auto holds_one = [&](std::uint32_t found) { return (found & mask) == found; };
      if (std::popcount(mask) != size) continue;
      const bool clash = std::all_of(all.begin(), all.end(), [&](const auto& s) { return (s.first & mask) != 0; });
      if (clash && std::none_of(clashes.begin(), clashes.end(), holds_one)) clashes.push_back(mask);
      const bool opens = std::any_of(all.begin(), all.end(), [&](const auto& s) { return s.first == mask; });
      if (opens && std::none_of(openings.begin(), openings.end(), holds_one)) openings.push_back(mask);
    }
  }
  for (const std::uint32_t mask : clashes) zone.clashes.push_back({indices(mask)});
  for (const std::uint32_t mask : openings) {
    study::OpeningView view;
    view.opening.relax = indices(mask);
    for (const std::uint32_t at : view.opening.relax) view.opening.movers.push_back(b.red_lines[at].party);
    unsigned long opens = 0;
    for (const auto& [crossed, settlement] : all) {
      if ((crossed & ~mask) != 0) continue;
      if (opens++ == 0) view.opening.witness = settlement;
    }
    view.opening.opens = opens;
    view.strict_opens = opens / 9;
    view.still_silent = {m.the_case->party("USA"), m.the_case->party("EUR")};
    for (std::size_t at = 0; at < b.red_lines.size(); ++at) {
      if ((mask >> at & 1u) == 0 && at < 3 && at > 0) view.still_binding.push_back(at);
    }
    b.openings.push_back(view);
  }
  std::stable_sort(b.openings.begin(), b.openings.end(), [](const auto& x, const auto& y) {
    return x.opening.relax.size() != y.opening.relax.size() ? x.opening.relax.size() < y.opening.relax.size() : x.opening.opens > y.opening.opens;
  });
  for (const study::OpeningView& view : b.openings) zone.openings.push_back(view.opening);
  b.zone = zone;
  for (const RedLine& line : b.red_lines) {
    settle::Line named;
    named.id = line.id;
    b.zone_question.lines.push_back(named);
  }
}

void add_move(MadeUp& m, Builder& to) {
  Move move;
  move.party = m.the_case->party("UKR");
  move.issue = m.the_case->issue("nato_membership");
  move.from.values = {yes, StanceValue::silent, no};
  move.from.conditions.resize(3);
  move.to.values = {StanceValue::silent, StanceValue::silent, maybe};
  move.to.conditions = {{}, {}, to.parse("security_guarantees in [article5_like_limited, article5_like_permanent]")};
  move.date = Date{2025, 12, 14};
  move.evidence_from = {id_of(1)};
  move.evidence = {id_of(2)};
  m.brief.moves.push_back(move);
}

void add_notes(MadeUp& m) {
  study::Brief& b = m.brief;
  b.gates.push_back({{"United States Senate", "\xE7\xBE\x8E\xE5\x9B\xBD\xE5\x8F\x82\xE8\xAE\xAE\xE9\x99\xA2"},
                     {"two thirds of the senators present", "\xE5\x87\xBA\xE5\xB8\xAD\xE5\x8F\x82\xE8\xAE\xAE\xE5\x91\x98\xE7\x9A\x84\xE4\xB8\x89\xE5\x88\x86\xE4\xB9\x8B\xE4\xBA\x8C"},
                     "US Constitution, Art. II s. 2", m.the_case->party("USA"), {id_of(8)}});
  b.gates.push_back({{"referendum in Ukraine", ""}, {}, "", m.the_case->party("UKR"), {}});
  b.promises.push_back({{"the offer has a limit in time", ""}, {}, "", m.the_case->party("USA"), {id_of(3)}});
  b.claims.push_back({{"share of agreement", ""}, {}, "", PartyId::none(), {id_of(7)}});
  for (const int n : {13, 15}) {
    Record record = b.records[static_cast<std::size_t>(n - 1)];
    if (n == 13) record.hedge = Hedge::planned;
    if (n == 15) record.due = Date{2025, 12, 31};
    (n == 13 ? b.contacts : b.commitments).push_back(record);
  }
  b.lint.push_back({"relayed_only", "stance RUS territory line_frozen", "known only through USA"});
  b.lint.push_back({"single_source", "stance UKR territory withdrawal", "one report stands behind it"});
}

MadeUp make(bool with_case) {
  MadeUp m;
  auto parsed = parse_case(read_text("tests/brief/page.toml"), "page.toml", "made-up");
  if (!parsed) throw std::runtime_error(to_string(parsed.error()));
  m.the_case = std::make_shared<const CheckedCase>(std::move(*parsed));
  m.brief.the_case = m.the_case;
  m.brief.no_case = !with_case;
  m.brief.as_of = Date{2025, 12, 16};
  m.brief.version = "0.1.0";
  m.brief.codebook_hash = "3f1c9a7be05d42d18c66";
  make_table(m.brief, **m.the_case);
  return m;
}

}  // namespace

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

MadeUp made_up() {
  MadeUp m = make(true);
  m.brief.since = Date{2024, 12, 4};
  std::istringstream rows(read_text("tests/brief/quotations.tsv"));
  for (std::string row; std::getline(rows, row);) {
    if (!row.starts_with('#')) add_quotation(m.brief, fields_of(row));
  }
  add_documents(m.brief);
  Builder to(m);
  add_stances(to);
  add_lines(to);
  add_move(m, to);
  add_zone(m);
  add_notes(m);
  return m;
}

MadeUp made_up_folder() {
  MadeUp m = made_up();
  m.brief.no_case = true;
  m.brief.zone.reset();
  m.brief.openings.clear();
  m.brief.red_lines.clear();
  return m;
}

MadeUp made_up_empty() { return make(false); }

}  // namespace locarno::brief_test
