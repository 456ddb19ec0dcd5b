#include "study/review.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "ledger/replay.hpp"
#include "model/case_file.hpp"
#include "study/desk.hpp"

namespace locarno::study {
namespace {
namespace fs = std::filesystem;

ledger::Decision begun(const std::string& action, const std::string& id, std::string value, const Signed& by) {
  ledger::Decision d;
  d.record = id;
  d.action = action;
  d.value = std::move(value);
  d.reason = by.reason;
  d.who = by.who;
  d.at = by.at;
  return d;
}

Result<Made> decide(ReviewDesk& desk, const std::vector<ledger::Decision>& decisions) {
  LOC_TRY(Made made, desk.ledger->decide_all(decisions, desk.view, desk.only_if_unchanged ? std::optional(desk.seen) : std::nullopt));
  LOC_CHECK(refresh_after(desk, made));
  return made;
}

Result<Made> judge(ReviewDesk& desk, const char* action, const std::vector<std::string>& ids, const Signed& by) {
  std::vector<ledger::Decision> decisions;
  for (const std::string& id : ids) decisions.push_back(begun(action, id, "", by));
  return decide(desk, decisions);
}

/// A record a person may put on other words. The ledger knows better what to say of an unknown one, so none is no error.
Result<const Record*> placed(const ReviewDesk& desk, const std::string& id) {
  const ledger::Reviewed* found = desk.find(id);
  if (found == nullptr || desk.document(found->record) == nullptr)
    return fail(ErrorCode::not_found, "no record '" + id.substr(0, 60) + "'; 'locarno review list --all' shows the ids");
  return &found->record;
}

const Block* block_of(const Document& document, Span span) {
  for (const Block& block : document.blocks)
    if (block.span.overlaps(span)) return &block;
  return nullptr;
}

Result<void> load_books(const ReviewQuestion& question, ReviewDesk& desk) {
  std::error_code ignored;
  if (!question.place.empty() && fs::exists(fs::path(question.place) / "case.toml", ignored)) {
    LOC_TRY(CheckedCase loaded, load_case(question.place));
    desk.the_case.emplace(std::move(loaded));
  }
  DeskQuestion books;
  books.place = question.place;
  books.codebooks = question.codebooks;
  LOC_TRY(desk.codebook, load_codebook(books));
  return {};
}

}  // namespace

const Document* ReviewDesk::document(const Record& record) const {
  const auto found = document_of.find(record.document);
  return found == document_of.end() ? nullptr : &documents[found->second];
}

std::string ReviewDesk::words(const Record& record, Span span) const {
  const Document* own = document(record);
  return own == nullptr ? record.text : words_shown(*own, span);
}

const ledger::Reviewed* ReviewDesk::find(std::string_view id) const {
  const auto found = record_of.find(id);
  return found == record_of.end() ? nullptr : &records[found->second];
}

Result<ReviewDesk> open_review(ledger::Ledger& ledger, const ReviewQuestion& question) {
  ReviewDesk desk;
  desk.ledger = &ledger;
  desk.reader = question.reader;
  if (question.blind && question.reader.empty())
    return fail(ErrorCode::bad_use, "a reader who is not to see the others' decisions needs a name (--as NAME)");
  if (question.blind) desk.view.reader = question.reader;
  if (question.with_codebook) LOC_CHECK(load_books(question, desk));
  LOC_TRY(desk.documents, ledger.documents());
  for (std::size_t i = 0; i < desk.documents.size(); ++i) desk.document_of.try_emplace(desk.documents[i].id, i);
  LOC_CHECK(refresh(desk));
  return desk;
}

Result<Made> accept(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by) { return judge(desk, "accept", ids, by); }
Result<Made> reject(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by) { return judge(desk, "reject", ids, by); }

Result<Made> relabel(ReviewDesk& desk, const std::vector<std::string>& ids,
                     const std::vector<std::pair<std::string, std::string>>& fields, const Signed& by) {
  std::vector<ledger::Decision> decisions;
  for (const std::string& id : ids)
    for (const auto& [field, value] : fields) {
      decisions.push_back(begun("set", id, value, by));
      decisions.back().field = field;
    }
  return decide(desk, decisions);
}

Result<Made> edit_span(ReviewDesk& desk, const std::string& id, Span span, bool snap, const Signed& by) {
  LOC_TRY(const Record* const record, placed(desk, id));
  if (snap) span = snapped(places_for(desk, *record), span);
  return decide(desk, {begun("span", id, ledger::print_spans({span}), by)});
}

Result<Made> split(ReviewDesk& desk, const std::string& id, const std::vector<std::uint32_t>& cuts, bool snap, const Signed& by) {
  LOC_TRY(const Record* const record, placed(desk, id));
  std::vector<std::uint32_t> at = cuts;
  if (snap) {
    const std::vector<std::uint32_t> known = cuts_for(desk, *record);
    if (known.empty()) return fail(ErrorCode::bad_use, "record " + id + " is a single word: it cannot be split");
    for (std::uint32_t& cut : at)
      cut = *std::min_element(known.begin(), known.end(), [&](std::uint32_t a, std::uint32_t b) {
        return (a > cut ? a - cut : cut - a) < (b > cut ? b - cut : cut - b);
      });
  }
  return decide(desk, {begun("split", id, ledger::print_spans(parts_at(desk, *record, at)), by)});
}

Result<Made> merge(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by) {
  if (ids.size() < 2) return fail(ErrorCode::bad_use, "a merge needs two records or more");
  const Block* block = nullptr;
  std::string others;
  for (const std::string& id : ids) {
    LOC_TRY(const Record* const record, placed(desk, id));
    const Document& document = *desk.document(*record);
    const Block* own = block_of(document, record->span);
    if (block == nullptr) block = own;
    const Record& first = desk.find(ids.front())->record;
    if (own != block && first.document == record->document)
      return fail(ErrorCode::bad_input, fmt::format("{} and {} stand in two paragraphs of {}: a record does not reach from one to another",
                                                    ids.front(), id, document.name));
    if (id != ids.front()) others += (others.empty() ? "" : ";") + id;
  }
  return decide(desk, {begun("merge", ids.front(), others, by)});
}

Result<Made> undo(ReviewDesk& desk, std::int64_t number, const Signed& by) {
  if (number == 0) {
    for (const ledger::Decision* d : ledger::standing(desk.decisions))
      if (d->who == by.who) number = d->number;
    if (number == 0) return fail(ErrorCode::not_found, fmt::format("{} has made no decision that could be undone", by.who));
  }
  return decide(desk, {begun("undo", "", std::to_string(number), by)});
}

}  // namespace locarno::study
