#include "study/settle_detail.hpp"

namespace locarno::study {
namespace {

constexpr std::uint64_t detail_limit_nodes = 4'000'000;
constexpr std::size_t most_lines_unasked = 64;

Run limited(const Run& run) {
  Run own = run;
  if (own.limits.nodes == 0) own.limits.nodes = detail_limit_nodes;
  return own;
}

}  // namespace

Result<SettleDetail> settle_detail(const Brief& brief, bool each_line, Run& run) {
  SettleDetail detail;
  if (!brief.zone) return detail;
  Run own = limited(run);
  detail.each_line = each_line || brief.zone_question.lines.size() <= most_lines_unasked;
  LOC_TRY(detail.effects, settle::line_effects(brief.zone_question, detail.each_line, own));
  if (brief.zone->open == 0) {
    if (!brief.zone->cheapest) return detail;
    detail.released = brief.zone->cheapest->opening.relax;
  }
  detail.has_zone = true;
  LOC_TRY(detail.traded, settle::traded_together(brief.zone_question, detail.released, own));
  return detail;
}

Result<settle::Certificate> certificate(const Brief& brief, Run& run) {
  if (!brief.zone) return fail(ErrorCode::bad_input, "there is no zone to certify");
  return settle::certify(brief.zone_question, *brief.zone, run);
}

Result<void> check_question(const Brief& brief, const settle::Certificate& certificate) {
  const settle::ZoneQuestion& asked = brief.zone_question;
  const settle::ZoneQuestion& given = certificate.question;
  const auto differs = [](const std::string& what) {
    return fail(ErrorCode::bad_input, "the certificate is about another question: " + what);
  };
  if (asked.options != given.options) return differs("its issues have other options");
  if (asked.lines.size() != given.lines.size())
    return differs(std::to_string(given.lines.size()) + " red lines, the case has " + std::to_string(asked.lines.size()));
  for (std::size_t line = 0; line < asked.lines.size(); ++line) {
    const settle::Line& a = asked.lines[line];
    const settle::Line& b = given.lines[line];
    if (a.id != b.id) return differs("red line " + std::to_string(line) + " is '" + b.id + "', in the case '" + a.id + "'");
    bool same = a.party == b.party && a.cost == b.cost && a.score == b.score && a.rule.nodes.size() == b.rule.nodes.size();
    for (std::size_t n = 0; same && n < a.rule.nodes.size(); ++n) {
      const Condition::Node &x = a.rule.nodes[n], &y = b.rule.nodes[n];
      const bool is_atom = x.kind == Condition::Kind::atom;
      const bool has_left = x.kind >= Condition::Kind::negation, has_right = x.kind > Condition::Kind::negation;
      same = x.kind == y.kind && (!is_atom || (x.issue == y.issue && x.options == y.options)) && (!has_left || x.left == y.left) &&
             (!has_right || x.right == y.right);
    }
    if (!same) return differs("red line '" + a.id + "' says something else");
  }
  if (asked.silences != given.silences) return differs("other parties are silent");
  if (asked.acceptance != given.acceptance) return differs("others must accept");
  return {};
}

}  // namespace locarno::study
