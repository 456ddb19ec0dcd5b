// The condition language, read. Words are cut as they are needed; brackets and `not` are the only nesting, limited to
// max_depth, and chains of and, or, => are loops, so the stack stays small whatever comes in.
#include <algorithm>
#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "model/case.hpp"
#include "model/nearest.hpp"

namespace locarno {
namespace {

using Kind = Condition::Kind;
using Node = Condition::Node;

constexpr int max_depth = 200;
constexpr std::size_t max_bytes = 100'000;
constexpr std::string_view reserved[] = {"and", "or", "not", "in", "true", "false"};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

enum class Word { end, name, keyword, equal, differs, less, at_most, more, at_least, implies, open, close, list_open,
                  list_close, comma, unknown };

struct Token {
  Word word = Word::end;
  std::string_view text;
  std::size_t at = 0;  ///< byte in the source
};

/// Where a byte of the source is, given where its first byte is ("file:line:column", "file" or "").
std::string place(std::string_view source, std::size_t at, std::string_view where) {
  std::string_view file = where;
  std::uint64_t line = 1, column = 1;
  const auto take_number = [&file](std::uint64_t& number) {
    const std::size_t colon = file.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == file.size()) return false;
    std::uint64_t value = 0;
    const char* last = file.data() + file.size();
    const auto [end, error] = std::from_chars(file.data() + colon + 1, last, value);
    if (error != std::errc() || end != last || value > UINT32_MAX) return false;
    number = value;
    file = file.substr(0, colon);
    return true;
  };
  std::uint64_t last_number = 1;
  if (take_number(last_number)) {
    if (take_number(line)) column = last_number;
    else line = last_number;
  }
  for (std::size_t i = 0; i < at; i += decode_at(source, i).size) {
    if (source[i] == '\n') { ++line; column = 1; }
    else ++column;
  }
  std::string result(file);
  if (!result.empty()) result += ':';
  return result + std::to_string(line) + ':' + std::to_string(column);
}

class Parser {
 public:
  Parser(std::string_view source, const IdVec<IssueId, Issue>& issues, std::string_view where)
      : source_(source), issues_(issues), where_(where) {}

  Result<Condition> run() {
    if (source_.size() > max_bytes) return fail_at(0, "a condition of " + std::to_string(source_.size()) +
                                                          " bytes, expected at most " + std::to_string(max_bytes));
    if (const std::size_t bad = first_invalid(source_); bad != std::string_view::npos)
      return fail_at(bad, "a byte that is not UTF-8");
    advance();
    if (now_.word == Word::end) return fail_at(0, "an empty condition, expected one such as 'issue = option'; "
                                                  "one that always holds is 'true'");
    LOC_CHECK(implication(0));
    if (now_.word != Word::end) return unexpected("'and', 'or', '=>' or the end");
    Condition c;
    c.nodes = std::move(nodes_);
    c.source = std::string(source_);
    return c;
  }

 private:
  Failure fail_at(std::size_t at, std::string what) const {
    return fail(ErrorCode::bad_input, std::move(what), place(source_, at, where_));
  }

  /// The text of the present word, short enough for a message.
  std::string found() const {
    if (now_.word == Word::end) return "the end";
    std::string_view text = now_.text;
    if (text.size() <= 60) return '\'' + std::string(text) + '\'';
    std::size_t cut = 57;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return '\'' + std::string(text.substr(0, cut)) + "...'";
  }

  Failure unexpected(std::string_view expected) const {
    std::string what = "found " + found() + ", expected " + std::string(expected);
    if (now_.text == "==") what += "; equality is written '='";
    if (now_.text == "&&" || now_.text == "&") what += "; write 'and'";
    if (now_.text == "||" || now_.text == "|") what += "; write 'or'";
    if (now_.text == "!") what += "; write 'not'";
    if (now_.text == "->") what += "; write '=>'";
    if (now_.word == Word::name)
      what += did_you_mean(now_.text, {std::begin(reserved), std::end(reserved)});
    return fail_at(now_.at, std::move(what));
  }

  void advance() {
    while (at_ < source_.size() && (source_[at_] == ' ' || source_[at_] == '\t' || source_[at_] == '\n' ||
                                    source_[at_] == '\r'))
      ++at_;
    now_ = cut();
    at_ = now_.at + now_.text.size();
  }

  Token token(Word word, std::size_t length) const { return {word, source_.substr(at_, length), at_}; }

  Token cut() const {
    if (at_ == source_.size()) return {Word::end, {}, at_};
    const char c = source_[at_];
    const char next = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
    if (is_name_byte(c)) return cut_name();
    switch (c) {
      case '(': return token(Word::open, 1);
      case ')': return token(Word::close, 1);
      case '[': return token(Word::list_open, 1);
      case ']': return token(Word::list_close, 1);
      case ',': return token(Word::comma, 1);
      case '=': return next == '>' ? token(Word::implies, 2) : next == '=' ? token(Word::unknown, 2) : token(Word::equal, 1);
      case '!': return next == '=' ? token(Word::differs, 2) : token(Word::unknown, 1);
      case '<': return next == '=' ? token(Word::at_most, 2) : token(Word::less, 1);
      case '>': return next == '=' ? token(Word::at_least, 2) : token(Word::more, 1);
      case '&':
      case '|': return token(Word::unknown, next == c ? 2 : 1);
      case '-': return token(Word::unknown, next == '>' ? 2 : 1);
      default: return token(Word::unknown, 1);
    }
  }

  /// Letters, digits, '_'; inside also '-', '.', ':' when a name character follows.
  Token cut_name() const {
    std::size_t end = at_ + 1;
    while (end < source_.size()) {
      const char c = source_[end];
      const bool joins = (c == '-' || c == '.' || c == ':') && end + 1 < source_.size() && is_name_byte(source_[end + 1]);
      if (!is_name_byte(c) && !joins) break;
      ++end;
    }
    const Token name = token(Word::name, end - at_);
    return is_condition_word(name.text) ? Token{Word::keyword, name.text, name.at} : name;
  }

  bool at_keyword(std::string_view word) const { return now_.word == Word::keyword && now_.text == word; }

  std::uint32_t add(Node node) {
    nodes_.push_back(node);
    return last();
  }
  std::uint32_t last() const { return static_cast<std::uint32_t>(nodes_.size() - 1); }

  /// a => b => c means a => (b => c): all parts first, then joined from the right.
  Result<void> implication(int depth) {
    std::vector<std::uint32_t> parts;
    for (;;) {
      LOC_CHECK(disjunction(depth));
      parts.push_back(last());
      if (now_.word != Word::implies) break;
      advance();
    }
    std::uint32_t right = parts.back();
    for (std::size_t i = parts.size() - 1; i-- > 0;) {
      const std::uint32_t left = add(Node{Kind::negation, IssueId(), OptionSet(), parts[i], 0});
      right = add(Node{Kind::disjunction, IssueId(), OptionSet(), left, right});
    }
    return {};
  }

  Result<void> disjunction(int depth) {
    LOC_CHECK(conjunction(depth));
    while (at_keyword("or")) {
      const std::uint32_t left = last();
      advance();
      LOC_CHECK(conjunction(depth));
      const std::uint32_t right = last();
      add(Node{Kind::disjunction, IssueId(), OptionSet(), left, right});
    }
    return {};
  }

  Result<void> conjunction(int depth) {
    LOC_CHECK(unary(depth));
    while (at_keyword("and")) {
      const std::uint32_t left = last();
      advance();
      LOC_CHECK(unary(depth));
      const std::uint32_t right = last();
      add(Node{Kind::conjunction, IssueId(), OptionSet(), left, right});
    }
    return {};
  }

  Result<void> unary(int depth) {
    int negations = 0;
    while (at_keyword("not")) {
      if (depth + ++negations > max_depth) return too_deep();
      advance();
    }
    LOC_CHECK(primary(depth + negations));
    while (negations-- > 0) add(Node{Kind::negation, IssueId(), OptionSet(), last(), 0});
    return {};
  }

  Failure too_deep() const {
    return fail_at(now_.at, "brackets and 'not' nested deeper than " + std::to_string(max_depth));
  }

  Result<void> primary(int depth) {
    if (now_.word == Word::open) {
      if (depth + 1 > max_depth) return too_deep();
      const std::size_t opened = now_.at;
      advance();
      LOC_CHECK(implication(depth + 1));
      if (now_.word != Word::close)
        return unexpected("')' for the '(' at " + place(source_, opened, ""));
      advance();
      return {};
    }
    if (at_keyword("true") || at_keyword("false")) {
      add(Node{at_keyword("true") ? Kind::always : Kind::never, IssueId(), OptionSet(), 0, 0});
      advance();
      return {};
    }
    if (now_.word != Word::name) return unexpected("an issue, 'not', '(', 'true' or 'false'");
    return atom();
  }

  Result<void> atom() {
    LOC_TRY(const IssueId issue, find_issue());
    advance();
    const Word relation = now_.word;
    LOC_TRY(OptionSet options, at_keyword("in") || at_keyword("not") ? membership(issue) : comparison(issue, relation));
    add(Node{Kind::atom, issue, options, 0, 0});
    return {};
  }

  OptionSet all(IssueId issue) const {
    const std::size_t n = issues_[issue].options.size();
    return OptionSet{n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1};
  }

  Result<OptionSet> membership(IssueId issue) {
    const bool outside = at_keyword("not");
    advance();
    if (outside) {
      if (!at_keyword("in")) return unexpected("'in' after 'not'");
      advance();
    }
    if (now_.word != Word::list_open) return unexpected("'[' and a list of options of '" + issues_[issue].id + "'");
    advance();
    OptionSet options;
    for (;;) {
      const Token name = now_;
      LOC_TRY(const OptionId option, find_option(issue));
      if (options.has(option)) return fail_at(name.at, "option '" + std::string(name.text) + "' is listed twice");
      options.add(option);
      advance();
      const bool more = now_.word == Word::comma;
      if (more) advance();
      if (now_.word == Word::list_close) break;
      if (!more) return unexpected("',' or ']'");
    }
    advance();
    if (outside) options.bits = all(issue).bits & ~options.bits;
    return options;
  }

  Result<OptionSet> comparison(IssueId issue, Word relation) {
    const bool ordered = relation == Word::less || relation == Word::at_most || relation == Word::more ||
                         relation == Word::at_least;
    if (!ordered && relation != Word::equal && relation != Word::differs)
      return unexpected("'=', '!=', '<', '<=', '>', '>=', 'in' or 'not in' after issue '" + issues_[issue].id + "'");
    if (ordered && !issues_[issue].ordered)
      return fail_at(now_.at, "found " + found() + ", but the options of issue '" + issues_[issue].id +
                                  "' stand in no order; expected '=', '!=', 'in' or 'not in'");
    advance();
    LOC_TRY(const OptionId option, find_option(issue));
    advance();
    OptionSet one;
    one.add(option);
    const std::uint64_t below = one.bits - 1;
    switch (relation) {
      case Word::equal: return one;
      case Word::differs: return OptionSet{all(issue).bits & ~one.bits};
      case Word::less: return OptionSet{below};
      case Word::at_most: return OptionSet{below | one.bits};
      case Word::more: return OptionSet{all(issue).bits & ~(below | one.bits)};
      default: return OptionSet{all(issue).bits & ~below};
    }
  }

  Result<IssueId> find_issue() const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < issues_.size(); ++i) {
      const IssueId issue(i);
      if (issues_[issue].id == now_.text) return issue;
      names.push_back(issues_[issue].id);
    }
    return fail_at(now_.at, "unknown issue " + found() + did_you_mean(now_.text, names));
  }

  Result<OptionId> find_option(IssueId issue) const {
    const Issue& owner = issues_[issue];
    if (now_.word != Word::name) return unexpected("an option of '" + owner.id + "'");
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < owner.options.size() && i < 64; ++i) {
      const OptionId option(i);
      if (owner.options[option].id == now_.text) return option;
      names.push_back(owner.options[option].id);
    }
    std::string what = "issue '" + owner.id + "' has no option " + found();
    const std::string meant = did_you_mean(now_.text, names);
    return fail_at(now_.at, what + (meant.empty() ? one_of(names) : meant));
  }

  static std::string one_of(const std::vector<std::string_view>& names) {
    if (names.empty() || names.size() > 12) return {};
    std::string text = "; it has ";
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) text += ", ";
      text += names[i];
    }
    return text;
  }

  std::string_view source_;
  const IdVec<IssueId, Issue>& issues_;
  std::string_view where_;
  std::size_t at_ = 0;
  Token now_;
  std::vector<Node> nodes_;
};

}  // namespace

bool is_condition_word(std::string_view name) {
  return std::find(std::begin(reserved), std::end(reserved), name) != std::end(reserved);
}

Result<Condition> parse_condition(std::string_view source, const IdVec<IssueId, Issue>& issues, std::string_view where) {
  return Parser(source, issues, where).run();
}

}  // namespace locarno
