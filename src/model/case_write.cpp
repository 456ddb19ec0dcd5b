// Case -> case.toml, in the layout a person would write: one section after the other, keys in the order of docs/case-file.md.
#include <string>

#include "base/decimal.hpp"
#include "base/utf8.hpp"
#include "model/case_file.hpp"

namespace locarno {
namespace {

std::string quote(std::string_view text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7F) ((out += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
    else out += c;
  }
  return out + '"';
}

std::string list(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& word : words) out += (out.size() > 1 ? ", " : "") + quote(word);
  return out + "]";
}

std::string both(const Text& text) {
  std::string out = "{";
  if (!text.en.empty() || text.zh.empty()) out += " en = " + quote(text.en);
  if (!text.zh.empty()) out += (out.size() > 1 ? ", zh = " : " zh = ") + quote(text.zh);
  return out + " }";
}

/// A whole number as it is, anything else as the text of its fraction: nothing is rounded.
std::string exact(const Rational& number) {
  const bool is_whole = number.get_den() == 1 && abs(number.get_num()) < Integer("1000000000000000");
  return is_whole ? fraction(number) : quote(fraction(number));
}

std::string amount(const Amount& a) { return a.is_exact() ? exact(a.low) : "[" + exact(a.low) + ", " + exact(a.high) + "]"; }

class Writer {
 public:
  explicit Writer(const Case& c) : case_(c) {}
  std::string run();

 private:
  void line(std::string_view key, const std::string& value) { ((((out_ += key) += " = ") += value) += '\n'); }
  void string(std::string_view key, const std::string& value) { if (!value.empty()) line(key, quote(value)); }
  void text(std::string_view key, const Text& value) { if (value != Text{}) line(key, both(value)); }
  void strings(std::string_view key, const std::vector<std::string>& value) { if (!value.empty()) line(key, list(value)); }
  void date(std::string_view key, std::optional<Date> value) {
    if (value) line(key, value->is_whole() ? to_string(*value) : quote(to_string(*value)));
  }
  void party(PartyId id) { if (!id.is_none()) line("party", quote(case_.parties[id].id)); }
  std::string words_of(const Condition& c) const { return c.source.empty() ? print_condition(c, case_.issues) : c.source; }
  void issue(const Issue& issue);
  void stance(const StanceEntry& entry);
  void score(const ScoreEntry& entry);
  void red_line(const RedLineEntry& entry);
  void acceptance();
  void the_rest();

  const Case& case_;
  std::string out_;
};

void Writer::issue(const Issue& issue) {
  out_ += "\n[[issue]]\n";
  line("id", quote(issue.id));
  line("name", both(issue.name));
  if (!issue.ordered) line("ordered", "false");
  if (!issue.main_option.is_none()) line("main_option", quote(issue.options[issue.main_option].id));
  if (!issue.none_option.is_none()) line("none_option", quote(issue.options[issue.none_option].id));
  for (const Option& option : issue.options) {
    out_ += "[[issue.option]]\n";
    line("id", quote(option.id));
    line("name", both(option.name));
    strings("phrases", option.phrases);
  }
}

void Writer::stance(const StanceEntry& entry) {
  out_ += "\n[[stance]]\n";
  party(entry.party);
  const Issue& issue = case_.issues[entry.issue];
  line("issue", quote(issue.id));
  std::vector<std::string> options;
  for (const OptionId option : entry.options) options.push_back(issue.options[option].id);
  line("options", list(options));
  line("stance", quote(to_string(entry.value)));
  if (entry.value == StanceValue::accepts_if) line("if", quote(words_of(entry.condition)));
  date("since", entry.since);
  date("until", entry.until);
  if (!entry.first_hand) line("first_hand", "false");
  strings("via", entry.via);
  line("source", quote(entry.source_note));
  if (entry.unless_read) line("unless_read", "true");
}

void Writer::score(const ScoreEntry& entry) {
  out_ += "\n[[score]]\n";
  party(entry.party);
  const Issue& issue = case_.issues[entry.issue];
  line("issue", quote(issue.id));
  line("weight", amount(entry.weight));
  std::string values = "{";
  for (std::size_t o = 0; o < entry.values.size(); ++o)
    values += (o == 0 ? " " : ", ") + quote(issue.options[OptionId(o)].id) + " = " + amount(entry.values[o]);
  line("values", values + " }");
  line("source", quote(entry.source_note));
}

void Writer::red_line(const RedLineEntry& entry) {
  out_ += "\n[[red_line]]\n";
  line("id", quote(entry.id));
  party(entry.party);
  line("rule", quote(words_of(entry.rule)));
  text("words", entry.words);
  date("since", entry.since);
  date("until", entry.until);
  if (!entry.first_hand) line("first_hand", "false");
  strings("via", entry.via);
  line("source", quote(entry.source_note));
  if (entry.cost != 1) line("cost", std::to_string(entry.cost));
}

void Writer::acceptance() {
  for (const CostEntry& entry : case_.costs) {
    out_ += "\n[[cost]]\n";
    line("line", quote(entry.line));
    line("cost", std::to_string(entry.cost));
    line("source", quote(entry.source_note));
  }
  const AcceptanceEntry& entry = case_.acceptance;
  if (entry == AcceptanceEntry{}) return;
  out_ += "\n[acceptance]\n";
  if (entry.quota != 0) line("quota", std::to_string(entry.quota));
  std::vector<std::string> essential;
  for (const PartyId party : entry.essential) essential.push_back(case_.parties[party].id);
  strings("essential", essential);
  if (entry.side_payments) line("side_payments", "true");
  if (entry.fallbacks) line("fallbacks", "true");
  string("source", entry.source_note);
  if (!entry.weights.empty()) out_ += "[acceptance.weights]\n";
  for (const auto& [id, weight] : entry.weights) line(quote(id), std::to_string(weight));
}

void Writer::the_rest() {
  for (const Gate& gate : case_.gates) {
    out_ += "\n[[gate]]\n";
    line("id", quote(gate.id));
    line("body", both(gate.body));
    text("needs", gate.needs);
    party(gate.party);
    strings("phrases", gate.phrases);
    string("source", gate.source_note);
  }
  for (const Promise& promise : case_.promises) {
    out_ += "\n[[promise]]\n";
    line("id", quote(promise.id));
    line("name", both(promise.name));
    party(promise.party);
    strings("phrases", promise.phrases);
  }
  for (const WatchItem& item : case_.watch) {
    out_ += "\n[[watch]]\n";
    line("words", both(item.words));
    date("on", item.on);
    string("source", item.source_note);
  }
  if (!case_.glossary.empty()) out_ += "\n[glossary]\n";
  for (const auto& [key, value] : case_.glossary) line(quote(key), both(value));
}

std::string Writer::run() {
  out_ += "[case]\n";
  line("title", both(case_.title));
  line("stale_after_days", std::to_string(case_.stale_after_days));
  for (const Party& row : case_.parties) {
    out_ += "\n[[party]]\n";
    line("id", quote(row.id));
    line("name", both(row.name));
    line("signs", row.signs ? "true" : "false");
    strings("includes", row.includes);
    if (row.fallback) line("fallback", amount(*row.fallback));
  }
  for (const Issue& row : case_.issues) issue(row);
  for (const StanceEntry& row : case_.stances) stance(row);
  for (const ScoreEntry& row : case_.scores) score(row);
  for (const RedLineEntry& row : case_.red_lines) red_line(row);
  acceptance();
  the_rest();
  return std::move(out_);
}

}  // namespace

std::string write_case(const Case& c) { return Writer(c).run(); }

}  // namespace locarno
