// The clauses behind each claim of a certificate.
#include <algorithm>

#include "settle/certificate.hpp"
#include "settle/encoding.hpp"

namespace locarno::settle::claims {
namespace {

constexpr std::uint64_t most_cells = 5'000'000;  ///< variables that a bound on sizes or costs may take

Failure too_large() { return fail(ErrorCode::limit_reached, "the clauses of this claim would be too many"); }

Clauses taken(ClauseList&& list) { return {list.variables, std::move(list.clauses)}; }

/// The question's clauses, and more on top of them.
template <class More>
Result<Clauses> with(const ZoneQuestion& question, More more) {
  LOC_TRY(const Problem problem, make_problem(question));
  ClauseList list;
  const Encoding encoding(problem, list);
  more(encoding, list);
  return taken(std::move(list));
}

}  // namespace

Result<Clauses> clash(const ZoneQuestion& question, const std::vector<std::uint32_t>& lines) {
  return with(question, [&](const Encoding& encoding, ClauseList& list) {
    for (const std::uint32_t line : lines) list.add_clause({encoding.selector(line)});
  });
}

Result<Clauses> smaller_opening(const ZoneQuestion& question, const std::vector<std::uint32_t>& opening) {
  return with(question, [&](const Encoding& encoding, ClauseList& list) {
    std::vector<int> one_kept;
    for (std::uint32_t line = 0; line < question.lines.size(); ++line) {
      if (std::binary_search(opening.begin(), opening.end(), line)) one_kept.push_back(encoding.selector(line));
      else list.add_clause({encoding.selector(line)});
    }
    list.add_clause(one_kept);
  });
}

Result<Clauses> other_opening(const ZoneQuestion& question, const std::vector<Opening>& known, std::uint32_t up_to) {
  if (up_to < question.lines.size() && (up_to + std::uint64_t{1}) * question.lines.size() > most_cells) return too_large();
  return with(question, [&](const Encoding& encoding, ClauseList& list) {
    std::vector<int> released;
    for (std::uint32_t line = 0; line < question.lines.size(); ++line) released.push_back(-encoding.selector(line));
    for (const Opening& opening : known) {
      std::vector<int> one_kept;
      for (const std::uint32_t line : opening.relax) one_kept.push_back(encoding.selector(line));
      list.add_clause(one_kept);
    }
    if (up_to >= released.size()) return;
    AtMost at_most(list, released);
    list.add_clause({at_most.bound(up_to)});
  });
}

Result<Clauses> cheaper_opening(const ZoneQuestion& question, std::uint64_t cost) {
  if (cost > most_cells || cost * question.lines.size() > most_cells) return too_large();
  return with(question, [&](const Encoding& encoding, ClauseList& list) { add_cheaper(question, encoding, cost, list); });
}

Result<Clauses> other_clash(std::size_t lines, const std::vector<Clash>& clashes,
                    const std::vector<std::vector<std::uint32_t>>& broken, std::uint32_t up_to) {
  if (up_to < lines && (up_to + std::uint64_t{1}) * lines > most_cells) return too_large();
  ClauseList list;
  std::vector<int> in;
  for (std::size_t line = 0; line < lines; ++line) in.push_back(list.new_variable());
  for (const Clash& clash : clashes) {
    std::vector<int> one_out;
    for (const std::uint32_t line : clash.lines) one_out.push_back(-in[line]);
    list.add_clause(one_out);
  }
  for (const auto& set : broken) {
    std::vector<int> one_in;
    for (const std::uint32_t line : set) one_in.push_back(in[line]);
    list.add_clause(one_in);
  }
  if (up_to < in.size()) {
    AtMost at_most(list, in);
    list.add_clause({at_most.bound(up_to)});
  }
  return taken(std::move(list));
}

}  // namespace locarno::settle::claims
