#include "ledger/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/hash.hpp"
#include "ledger/edit.hpp"

namespace locarno::ledger {
namespace {

constexpr std::size_t most_parts = 20;

bool is_character_bound(std::string_view text, std::uint32_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(';', at), list.size());
    if (end > at) parts.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Result<std::uint32_t> parse_offset(std::string_view word) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || error != std::errc() || end != word.data() + word.size())
    return fail(ErrorCode::bad_input, fmt::format("'{}' is no byte offset", word.substr(0, 40)));
  return value;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ";") + word;
  return out;
}

void add_issue(std::vector<std::string>& issues, const std::string& issue, const std::string& main) {
  if (issue != main && std::find(issues.begin(), issues.end(), issue) == issues.end()) issues.push_back(issue);
}

}  // namespace

std::vector<const Decision*> standing(const std::vector<Decision>& decisions) {
  std::set<std::string, std::less<>> undone;   // numbers, as undo entries write them
  std::vector<const Decision*> out;
  for (auto d = decisions.rbegin(); d != decisions.rend(); ++d) {
    if (undone.contains(std::to_string(d->number))) continue;
    if (d->action == "undo") undone.insert(d->value);
    else out.push_back(&*d);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<std::string> made_ids(const Decision& decision) {
  std::vector<std::string> ids;
  if (decision.action == "merge")
    ids.push_back(short_id("r", fmt::format("merge|{}|{}|{}", decision.number, decision.record, decision.value)));
  if (decision.action == "split")
    for (const std::string& part : split_list(decision.value))
      ids.push_back(short_id("r", fmt::format("split|{}|{}|{}", decision.number, decision.record, part)));
  return ids;
}

std::vector<std::string> named_ids(const Decision& decision) {
  std::vector<std::string> ids{decision.record};
  if (decision.action == "merge")
    for (std::string& other : split_list(decision.value)) ids.push_back(std::move(other));
  return ids;
}

Result<std::vector<Span>> parse_spans(std::string_view text) {
  std::vector<Span> spans;
  for (const std::string& part : split_list(text)) {
    const std::size_t dash = part.find('-');
    if (dash == std::string::npos) return fail(ErrorCode::bad_input, fmt::format("'{}' is no span, expected BEGIN-END", part.substr(0, 40)));
    LOC_TRY(const std::uint32_t begin, parse_offset(std::string_view(part).substr(0, dash)));
    LOC_TRY(const std::uint32_t end, parse_offset(std::string_view(part).substr(dash + 1)));
    if (begin >= end) return fail(ErrorCode::bad_input, fmt::format("span {} is empty", part));
    if (!spans.empty() && begin < spans.back().end) return fail(ErrorCode::bad_input, fmt::format("span {} begins before the one before it ends", part));
    spans.push_back({begin, end});
  }
  if (spans.empty()) return fail(ErrorCode::bad_input, "a span BEGIN-END is needed");
  return spans;
}

std::string print_spans(const std::vector<Span>& spans) {
  std::string out;
  for (const Span span : spans) out += fmt::format("{}{}-{}", out.empty() ? "" : ";", span.begin, span.end);
  return out;
}

void Replay::add(Record record) {
  by_id_[record.id].push_back(all_.size());
  all_.push_back({std::move(record), {}, {}, 0, {}});
}

const Reviewed* Replay::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &all_[found->second.front()];
}

Result<std::vector<std::size_t>> Replay::standing_records(const std::string& id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'");
  const Reviewed& one = all_[found->second.front()];
  if (!one.replaced_by.empty())
    return fail(ErrorCode::not_found, fmt::format("record {} was replaced by {} in decision {}; decide on that, or undo {}", id,
                                                  joined(one.replaced_by), one.replaced_in, one.replaced_in));
  return found->second;
}

/// Puts a record on other words of its report; whatever it says of its place follows.
Result<void> Replay::move(Reviewed& one, Span span) {
  LOC_TRY(const IndexedText* const text, text_of_(one.record.document));
  if (span.end > text->text.size() || !is_character_bound(text->text, span.begin) || !is_character_bound(text->text, span.end))
    return fail(ErrorCode::not_found, fmt::format("bytes {}-{} are no characters of {}", span.begin, span.end, one.record.doc));
  const std::string_view words = slice(text->text, span);
  if (is_blank(words)) return fail(ErrorCode::bad_input, fmt::format("bytes {}-{} of {} hold no words", span.begin, span.end, one.record.doc));
  one.record.span = span;
  one.record.text = words;
  one.record.char_start = text->chars.chars_before(span.begin);
  one.record.char_end = text->chars.chars_before(span.end);
  return {};
}

void Replay::make(Record record, const std::string& id, std::vector<std::string> parents, const Decision& decision) {
  record.id = id;
  record.review = ReviewState::edited;
  by_id_[id].push_back(all_.size());
  all_.push_back({std::move(record), std::move(parents), {}, 0, {decision.number}});
}

Result<void> Replay::split(std::size_t parent, const Decision& decision) {
  LOC_TRY(const std::vector<Span> parts, parse_spans(decision.value));
  const Record whole = all_[parent].record;
  if (parts.size() < 2 || parts.size() > most_parts)
    return fail(ErrorCode::bad_input, fmt::format("a split has 2 to {} parts, found {}", most_parts, parts.size()));
  if (!whole.span.contains(Span{parts.front().begin, parts.back().end}))
    return fail(ErrorCode::bad_input, fmt::format("the parts {} do not lie within record {} (bytes {}-{})", decision.value, whole.id,
                                                  whole.span.begin, whole.span.end));
  std::vector<Reviewed> made;
  for (const Span part : parts) {
    Reviewed one{whole, {}, {}, 0, {}};
    LOC_CHECK(move(one, part));
    const auto& condition = one.record.stance_if;   // a condition in another part is not this part's
    if (condition && whole.span.contains(condition->span) && !part.contains(condition->span)) one.record.stance_if.reset();
    made.push_back(std::move(one));
  }
  const std::vector<std::string> ids = made_ids(decision);
  for (std::size_t i = 0; i < made.size(); ++i) make(std::move(made[i].record), ids[i], {whole.id}, decision);
  all_[parent].replaced_by = ids;
  all_[parent].replaced_in = decision.number;
  return {};
}

Result<void> Replay::merge(std::size_t first, const Decision& decision) {
  std::vector<std::size_t> parents{first};
  for (const std::string& id : split_list(decision.value)) {
    LOC_TRY(const auto found, standing_records(id));
    if (std::find(parents.begin(), parents.end(), found.front()) != parents.end())
      return fail(ErrorCode::bad_input, "record " + id + " cannot be merged with itself");
    parents.push_back(found.front());
  }
  if (parents.size() < 2 || parents.size() > most_parts)
    return fail(ErrorCode::bad_input, fmt::format("a merge has 2 to {} records, found {}", most_parts, parents.size()));
  Reviewed one{all_[first].record, {}, {}, 0, {}};
  Record& whole = one.record;
  Span hull = whole.span;
  std::vector<std::string> ids;
  for (const std::size_t parent : parents) {
    const Record& part = all_[parent].record;
    if (part.document != whole.document)
      return fail(ErrorCode::bad_input, fmt::format("record {} stands in {}, record {} in {}: only records of one report can be merged",
                                                    whole.id, whole.doc, part.id, part.doc));
    hull = {std::min(hull.begin, part.span.begin), std::max(hull.end, part.span.end)};
    add_issue(whole.issues_other, part.issue, whole.issue);
    for (const std::string& issue : part.issues_other) add_issue(whole.issues_other, issue, whole.issue);
    if (!whole.stance_if) whole.stance_if = part.stance_if;
    whole.confidence = std::min(whole.confidence, part.confidence);
    ids.push_back(part.id);
  }
  LOC_CHECK(move(one, hull));
  const std::vector<std::string> made = made_ids(decision);
  make(std::move(one.record), made.front(), std::move(ids), decision);
  for (const std::size_t parent : parents) {
    all_[parent].replaced_by = made;
    all_[parent].replaced_in = decision.number;
  }
  return {};
}

Result<void> Replay::apply(const Decision& decision) {
  LOC_TRY(const std::vector<std::size_t> found, standing_records(decision.record));
  if (decision.action == "split" || decision.action == "merge") {
    if (found.size() != 1) return fail(ErrorCode::not_found, "record id " + decision.record + " stands in several reports");
    return decision.action == "split" ? split(found.front(), decision) : merge(found.front(), decision);
  }
  for (const std::size_t at : found) {
    Reviewed& one = all_[at];
    if (decision.action == "accept") one.record.review = ReviewState::accepted;
    else if (decision.action == "reject") one.record.review = ReviewState::rejected;
    else if (decision.action == "set") {
      LOC_CHECK(set_field(one.record, decision.field, decision.value));
      one.record.review = ReviewState::edited;
    } else if (decision.action == "span") {
      LOC_TRY(const std::vector<Span> spans, parse_spans(decision.value));
      if (spans.size() != 1) return fail(ErrorCode::bad_input, "a record has one span, found " + decision.value.substr(0, 60));
      LOC_CHECK(move(one, spans.front()));
      one.record.review = ReviewState::edited;
    } else {
      return fail(ErrorCode::bad_input, "unknown decision '" + decision.action + "' (accept, reject, set, span, split, merge, undo)");
    }
    one.decisions.push_back(decision.number);
  }
  return {};
}

std::vector<Reviewed> Replay::take() {
  std::map<std::string, std::size_t> report;   // in the order of first use
  for (const Reviewed& one : all_) report.try_emplace(one.record.document, report.size());
  std::stable_sort(all_.begin(), all_.end(), [&](const Reviewed& a, const Reviewed& b) {
    const std::size_t left = report[a.record.document], right = report[b.record.document];
    return left != right ? left < right : a.record.span.begin < b.record.span.begin;
  });
  by_id_.clear();
  return std::move(all_);
}

}  // namespace locarno::ledger
