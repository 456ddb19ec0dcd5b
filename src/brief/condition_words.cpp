// Conditions in the page's language: "Security guarantees is A or B", never the case file's own spelling.
#include "brief/composer.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Kind = Condition::Kind;

/// Past this many nodes a sentence helps nobody; the expression as written is shown instead.
constexpr std::size_t most_nodes = 40;

Line atom_words(const Composer& composer, IssueId issue, OptionSet options, bool negated) {
  const std::size_t n = composer.c.issues[issue].options.size();
  std::vector<Line> in, out;
  for (std::size_t at = 0; at < n; ++at) {
    (options.has(OptionId(at)) ? in : out).push_back(composer.option(issue, OptionId(at)));
  }
  if (negated) std::swap(in, out);
  if (out.empty()) return composer.say(Word::always_so);
  if (in.empty()) return composer.say(Word::never_so);
  const bool shorter_as_not = out.size() < in.size();
  const Line names = joined(shorter_as_not ? out : in, composer.text(Word::either_option));
  return composer.say(shorter_as_not ? Word::atom_is_not : Word::atom_is, {composer.issue(issue), names});
}

struct Said {
  Line words;
  Kind kind = Kind::atom;
};

/// A child inside a weaker or mixed expression stands in brackets.
Line inside(const Said& child, Kind parent) {
  const bool is_simple = child.kind == Kind::atom || child.kind == Kind::negation || child.kind == Kind::always ||
                         child.kind == Kind::never || child.kind == parent;
  return is_simple ? child.words : plain("(") + child.words + plain(")");
}

Said say_node(const Composer& composer, const Condition& condition, const std::vector<Said>& said, std::size_t at) {
  const Condition::Node& node = condition.nodes[at];
  switch (node.kind) {
    case Kind::always: return {composer.say(Word::always_so), node.kind};
    case Kind::never: return {composer.say(Word::never_so), node.kind};
    case Kind::atom: return {atom_words(composer, node.issue, node.options, false), node.kind};
    case Kind::negation: {
      const Condition::Node& child = condition.nodes[node.left];
      if (child.kind == Kind::atom) return {atom_words(composer, child.issue, child.options, true), Kind::atom};
      return {composer.say(Word::not_so, {said[node.left].words}), node.kind};
    }
    case Kind::conjunction:
      return {composer.say(Word::both, {inside(said[node.left], node.kind), inside(said[node.right], node.kind)}), node.kind};
    case Kind::disjunction: {
      const Condition::Node& left = condition.nodes[node.left];
      if (left.kind == Kind::negation) {
        return {composer.say(Word::if_then, {said[left.left].words, inside(said[node.right], node.kind)}), node.kind};
      }
      return {composer.say(Word::either, {inside(said[node.left], node.kind), inside(said[node.right], node.kind)}), node.kind};
    }
  }
  return {};
}

bool is_sound(const Composer& composer, const Condition& condition) {
  for (std::size_t at = 0; at < condition.nodes.size(); ++at) {
    const Condition::Node& node = condition.nodes[at];
    if (node.kind == Kind::atom && (node.issue.is_none() || node.issue.index() >= composer.c.issues.size())) return false;
    const bool has_left = node.kind == Kind::negation || node.kind == Kind::conjunction || node.kind == Kind::disjunction;
    if (has_left && node.left >= at) return false;
    if (has_left && node.kind != Kind::negation && node.right >= at) return false;
  }
  return true;
}

}  // namespace

Line Composer::condition(const Condition& condition) const {
  if (condition.nodes.empty()) return say(Word::always_so);
  if (condition.nodes.size() > most_nodes || !is_sound(*this, condition)) return plain(condition.source);
  std::vector<Said> said;
  said.reserve(condition.nodes.size());
  for (std::size_t at = 0; at < condition.nodes.size(); ++at) said.push_back(say_node(*this, condition, said, at));
  return said.back().words;
}

}  // namespace locarno::brief
