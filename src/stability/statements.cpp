// Statements parsed by precedence with a stack of operators, and evaluated one state at a time. Ranks: statement_ranks.cpp.
#include "stability/statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "model/nearest.hpp"

namespace locarno::stability {
namespace {

using Op = Statement::Op;
constexpr std::size_t most_bytes = 10'000, most_open = 200;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_sign(char c) { return is_blank(c) || std::string_view("()&|!~=<>\"'").find(c) != std::string_view::npos; }

enum class Kind { name, open, close, negation, binary, equals, differs, end };
struct Token {
  Kind kind = Kind::end;
  Op op = Op::always;        ///< binary
  bool is_turned = false;    ///< binary: `a IF b` says b => a
  std::size_t at = 0;
  std::string text;          ///< name
  bool is_quoted = false;
};

int strength(Op op) {
  switch (op) {
    case Op::negation: return 5;
    case Op::conjunction: return 4;
    case Op::disjunction: return 3;
    case Op::implication: return 2;
    default: return 1;
  }
}

class Parser {
 public:
  Parser(std::string_view source, const OptionNames& names, const std::string& where) : source_(source), names_(names), where_(where) {}

  Result<Statement> run() {
    if (source_.size() > most_bytes) return flaw(0, fmt::format("a statement of {} bytes; at most {} are read", source_.size(), most_bytes));
    LOC_CHECK(next());
    bool wants_operand = true;
    for (;;) {
      if (wants_operand) {
        LOC_TRY(wants_operand, operand());
      } else {
        LOC_TRY(const bool is_over, joint());
        if (is_over) break;
        wants_operand = token_is_operator_;
      }
    }
    statement_.source = std::string(source_);
    return std::move(statement_);
  }

 private:
  struct Waiting {
    Op op;
    bool is_bracket, is_turned;
    std::size_t at;
  };

  Failure flaw(std::size_t at, std::string what) const { return fail(ErrorCode::bad_input, std::move(what), place_after(where_, at)); }

  /// Takes an operand or what stands before one; is another operand wanted?
  Result<bool> operand() {
    if (token_.kind == Kind::open || token_.kind == Kind::negation) {
      if (waiting_.size() >= most_open) return flaw(token_.at, "more than 200 brackets and negations are open");
      waiting_.push_back({Op::negation, token_.kind == Kind::open, false, token_.at});
      LOC_CHECK(next());
      return true;
    }
    if (token_.kind != Kind::name) return flaw(token_.at, "an option is expected here");
    LOC_CHECK(name());
    return false;
  }

  Result<void> name() {
    const Token here = token_;
    LOC_CHECK(next());
    const std::string low = lowered(here.text);
    if (!here.is_quoted && (low == "true" || low == "false")) {
      statement_.steps.push_back({low == "true" ? Op::always : Op::never, 0});
      return {};
    }
    LOC_TRY(const OptionIndex option, names_.find(here.text, place_after(where_, here.at)));
    statement_.steps.push_back({Op::option, option});
    if (token_.kind != Kind::equals && token_.kind != Kind::differs) return {};
    bool is_taken = token_.kind == Kind::equals;
    LOC_CHECK(next());
    const std::string value = lowered(token_.text);
    const bool yes = value == "1" || value == "y" || value == "yes" || value == "true";
    const bool no = value == "0" || value == "n" || value == "no" || value == "false";
    if (token_.kind != Kind::name || !(yes || no)) return flaw(token_.at, "1 (taken) or 0 (not taken) is expected after '='");
    if (no) is_taken = !is_taken;
    if (!is_taken) statement_.steps.push_back({Op::negation, 0});
    return next();
  }

  /// After an operand: an operator, a closing bracket or the end. True at the end.
  Result<bool> joint() {
    token_is_operator_ = false;
    if (token_.kind == Kind::end) {
      settle(0);
      if (!waiting_.empty()) return flaw(waiting_.back().at, "this bracket is never closed");
      return true;
    }
    if (token_.kind == Kind::close) {
      settle(0);
      if (waiting_.empty()) return flaw(token_.at, "this bracket was never opened");
      waiting_.pop_back();
      LOC_CHECK(next());
      return false;
    }
    if (token_.kind != Kind::binary) return flaw(token_.at, "an operator is expected here (AND, OR, IF, IFF, => or a bracket)");
    settle(strength(token_.op) + (token_.op == Op::implication && !token_.is_turned ? 1 : 0));  // a => b => c is a => (b => c)
    waiting_.push_back({token_.op, false, token_.is_turned, token_.at});
    token_is_operator_ = true;
    LOC_CHECK(next());
    return false;
  }

  /// Puts out the waiting operators that bind at least as strongly; stops at a bracket.
  void settle(int least) {
    while (!waiting_.empty() && !waiting_.back().is_bracket && strength(waiting_.back().op) >= least) {
      const Waiting top = waiting_.back();
      waiting_.pop_back();
      // "a IF b" keeps its operands where they stand: not b, or a -- without moving a's steps behind b's
      if (top.op == Op::implication && top.is_turned) {
        statement_.steps.push_back({Op::negation, 0});
        statement_.steps.push_back({Op::disjunction, 0});
      } else {
        statement_.steps.push_back({top.op, 0});
      }
    }
  }

  Result<void> next() {
    while (at_ < source_.size() && is_blank(source_[at_])) ++at_;
    token_ = {};
    token_.at = at_;
    if (at_ == source_.size()) return {};
    const char c = source_[at_];
    const auto sign = [&](Kind kind, Op op, std::size_t length) {
      token_.kind = kind;
      token_.op = op;
      at_ += length;
      return Result<void>();
    };
    const auto is_next = [&](std::string_view text) { return source_.substr(at_, text.size()) == text; };
    if (is_next("<=>")) return sign(Kind::binary, Op::equivalence, 3);
    if (is_next("=>")) return sign(Kind::binary, Op::implication, 2);
    if (is_next("!=")) return sign(Kind::differs, Op::always, 2);
    if (is_next("==")) return sign(Kind::equals, Op::always, 2);
    if (c == '=') return sign(Kind::equals, Op::always, 1);
    if (c == '(') return sign(Kind::open, Op::always, 1);
    if (c == ')') return sign(Kind::close, Op::always, 1);
    if (c == '&') return sign(Kind::binary, Op::conjunction, is_next("&&") ? 2 : 1);
    if (c == '|') return sign(Kind::binary, Op::disjunction, is_next("||") ? 2 : 1);
    if (c == '!' || c == '~' || c == '-') return sign(Kind::negation, Op::negation, 1);
    if (c == '"' || c == '\'') return quoted(c);
    if (is_sign(c)) return flaw(at_, fmt::format("'{}' has no meaning here", c));
    return words();
  }

  Result<void> quoted(char mark) {
    const std::size_t end = source_.find(mark, at_ + 1);
    if (end == std::string_view::npos) return flaw(at_, "this quotation mark is never closed");
    token_.kind = Kind::name;
    token_.is_quoted = true;
    token_.text = std::string(source_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return {};
  }

  std::string_view word_at(std::size_t at) const {
    std::size_t end = at;
    while (end < source_.size() && !is_sign(source_[end])) ++end;
    return source_.substr(at, end - at);
  }

  /// A keyword, or words up to the next sign or keyword: one name.
  Result<void> words() {
    const std::string_view first = word_at(at_);
    if (keyword(first)) {
      at_ += first.size();
      return {};
    }
    token_.kind = Kind::name;
    token_.text = std::string(first);
    at_ += first.size();
    for (;;) {
      std::size_t begin = at_;
      while (begin < source_.size() && is_blank(source_[begin])) ++begin;
      if (begin == source_.size() || is_sign(source_[begin]) || source_[begin] == '-') return {};
      const std::string_view word = word_at(begin);
      if (const Token before = token_; keyword(word)) {
        token_ = before;
        return {};
      }
      token_.text += ' ';
      token_.text += word;
      at_ = begin + word.size();
    }
  }

  /// Makes the token of an operator's word.
  bool keyword(std::string_view word) {
    const std::string low = lowered(word);
    if (low == "and") token_.op = Op::conjunction;
    else if (low == "or") token_.op = Op::disjunction;
    else if (low == "iff") token_.op = Op::equivalence;
    else if (low == "if") token_.op = Op::implication, token_.is_turned = true;
    else if (low == "not") token_.op = Op::negation;
    else return false;
    token_.kind = low == "not" ? Kind::negation : Kind::binary;
    return true;
  }

  std::string_view source_;
  const OptionNames& names_;
  const std::string& where_;
  std::size_t at_ = 0;
  Token token_;
  bool token_is_operator_ = false;
  std::vector<Waiting> waiting_;
  Statement statement_;
};

}  // namespace

std::string place_after(const std::string& where, std::size_t columns) {
  const std::size_t colon = where.rfind(':');
  if (colon == std::string::npos) return where;
  std::size_t column = 0;
  const auto [end, error] = std::from_chars(where.data() + colon + 1, where.data() + where.size(), column);
  if (error != std::errc() || end != where.data() + where.size()) return where;
  return where.substr(0, colon + 1) + std::to_string(column + columns);
}

bool Statement::holds(Mask mask) const {
  std::vector<bool> stack;
  for (const Step& step : steps) {
    if (step.op == Op::option) stack.push_back(mask >> step.option & 1u);
    else if (step.op == Op::always || step.op == Op::never) stack.push_back(step.op == Op::always);
    else if (step.op == Op::negation) stack.back() = !stack.back();
    else {
      const bool b = stack.back();
      stack.pop_back();
      const bool a = stack.back();
      stack.back() = step.op == Op::conjunction ? a && b : step.op == Op::disjunction ? a || b : step.op == Op::implication ? !a || b : a == b;
    }
  }
  return stack.empty() || stack.back();
}

OptionIndex Statement::reach() const {
  OptionIndex most = 0;
  for (const Step& step : steps)
    if (step.op == Op::option) most = std::max(most, step.option + 1);
  return most;
}

OptionNames::OptionNames(const std::vector<DecisionMaker>& makers, const std::vector<Option>& options) : size_(options.size()) {
  const auto add = [](std::map<std::string, OptionIndex>& to, std::string name, OptionIndex option) {
    if (name.empty()) return;
    const auto [at, is_new] = to.emplace(std::move(name), option);
    if (!is_new && at->second != option) at->second = several;
  };
  for (OptionIndex o = 0; o < options.size(); ++o) {
    const std::string name = lowered(options[o].name);
    add(full_, name, o);
    if (options[o].maker < makers.size()) add(full_, lowered(makers[options[o].maker].name) + "." + name, o);
    add(first_, name.substr(0, name.find(' ')), o);
  }
}

Result<OptionIndex> OptionNames::find(std::string_view name, const std::string& where) const {
  const std::string low = lowered(name);
  for (const auto* names : {&full_, &first_}) {
    const auto at = names->find(low);
    if (at == names->end()) continue;
    if (at->second != several) return at->second;
    return fail(ErrorCode::bad_input, fmt::format("'{}' may be one of several options; write the decision maker before it, with a point, or its number", name), where);
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(low.data(), low.data() + low.size(), number);
  if (error == std::errc() && end == low.data() + low.size()) {
    if (number >= 1 && number <= size_) return static_cast<OptionIndex>(number - 1);
    return fail(ErrorCode::bad_input, fmt::format("there is no option number {}; they are counted from 1 to {}", number, size_), where);
  }
  std::vector<std::string_view> known;
  for (const auto& [text, option] : full_) known.push_back(text);
  return fail(ErrorCode::bad_input, fmt::format("no option is called '{}'{}", name.substr(0, 80), did_you_mean(low, known)), where);
}

Result<Statement> parse_statement(std::string_view source, const OptionNames& names, const std::string& where) {
  return Parser(source, names, where).run();
}

bool is_pattern(std::string_view text) { return !text.empty() && text.find_first_not_of("YNyn-") == std::string_view::npos; }

Result<Statement> parse_pattern(std::string_view pattern, std::size_t options, const std::string& where) {
  if (pattern.size() != options)
    return fail(ErrorCode::bad_input, fmt::format("the pattern '{}' has {} signs for {} options", pattern.substr(0, 80), pattern.size(), options), where);
  Statement statement;
  statement.source = std::string(pattern);
  for (std::size_t o = 0; o < options; ++o) {
    const char c = pattern[o];
    if (c == '-') continue;
    const bool is_taken = c == 'Y' || c == 'y';
    if (!is_taken && c != 'N' && c != 'n')
      return fail(ErrorCode::bad_input, fmt::format("a pattern is written with Y, N and -; '{}' is none of them", c), place_after(where, o));
    const bool is_first = statement.steps.empty();
    statement.steps.push_back({Op::option, static_cast<OptionIndex>(o)});
    if (!is_taken) statement.steps.push_back({Op::negation, 0});
    if (!is_first) statement.steps.push_back({Op::conjunction, 0});
  }
  return statement;
}

std::string print_statement(const Statement& statement) {
  std::vector<std::string> stack;
  for (const Statement::Step& step : statement.steps) {
    if (step.op == Op::option) stack.push_back(std::to_string(step.option + 1));
    else if (step.op == Op::always) stack.push_back("true");
    else if (step.op == Op::never) stack.push_back("false");
    else if (step.op == Op::negation) stack.back() = "!" + stack.back();
    else {
      const std::string b = std::move(stack.back());
      stack.pop_back();
      const char* sign = step.op == Op::conjunction ? " & " : step.op == Op::disjunction ? " | " : step.op == Op::implication ? " => " : " IFF ";
      stack.back() = "(" + stack.back() + sign + b + ")";
    }
  }
  return stack.empty() ? "true" : stack.back();
}

}  // namespace locarno::stability
