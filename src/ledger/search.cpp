// Finding words. The index (FTS5) says which blocks can hold them; where they stand is read from the text itself, so a
// hit is always a slice of the report.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "ledger/document_json.hpp"
#include "ledger/query.hpp"
#include "ledger/store.hpp"

namespace locarno::ledger {
namespace {

constexpr int context_chars = 40;

struct Candidate {
  std::int64_t document = 0;
  Span span;
  BlockRole role = BlockRole::body;
};

/// One report at hand: its text is unpacked once however many of its blocks are asked for.
struct Report {
  std::int64_t number = -1;
  std::string id, name, text, searchable;
  CharIndex index;
};

Result<void> take_up(Store& store, std::int64_t number, Report& report) {
  if (report.number == number) return {};
  LOC_TRY(std::string text, text_of(store, number));
  LOC_TRY(const Use row, store.use("SELECT id, name, json_extract(meta, '$.container') FROM document WHERE number = ?1"));
  row->bind(number);
  LOC_TRY(const bool has_row, row->step());
  if (!has_row) return fail(ErrorCode::bad_input, "this ledger is damaged: a document is missing", store.path());
  report.number = number;
  report.id = row->text(0);
  report.name = row->text(1);
  report.text = std::move(text);
  report.searchable = searchable_text(report.text, row->text(2));
  report.index = CharIndex(report.text);
  return {};
}

/// Blocks that match, in order of document and place.
Result<std::vector<Candidate>> candidates(Store& store, const std::string& match) {
  std::vector<Candidate> found;
  LOC_TRY(const Use row, store.use("SELECT block.document, block.byte_start, block.byte_end, block.role FROM words "
                                   "JOIN block ON block.number = words.rowid JOIN document ON document.number = block.document "
                                   "WHERE words MATCH ?1 ORDER BY document.name, document.id, document.number, block.byte_start"));
  row->bind(match);
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return found;
    Candidate one{row->number(0), {static_cast<std::uint32_t>(row->number(1)), static_cast<std::uint32_t>(row->number(2))}, {}};
    LOC_TRY(one.role, role_named(row->text(3)));
    found.push_back(one);
  }
}

/// Up to context_chars characters before `span`, inside `block`, in the text without markup.
std::string words_before(const std::string& text, Span block, Span span) {
  std::size_t at = span.begin;
  for (int chars = 0; at > block.begin && chars < context_chars; ++chars) {
    do --at; while (at > block.begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return text.substr(at, span.begin - at);
}

std::string words_after(const std::string& text, Span block, Span span) {
  std::size_t at = span.end;
  for (int chars = 0; at < block.end && chars < context_chars; ++chars) {
    do ++at; while (at < block.end && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return text.substr(span.end, at - span.end);
}

Hit hit_at(const Report& report, const Candidate& block, Span span) {
  Hit hit;
  hit.doc = report.name;
  hit.document = report.id;
  hit.span = span;
  hit.char_start = report.index.chars_before(span.begin);
  hit.char_end = report.index.chars_before(span.end);
  hit.before = words_before(report.searchable, block.span, span);
  hit.match = slice(report.text, span);
  hit.after = words_after(report.searchable, block.span, span);
  hit.role = block.role;
  return hit;
}

/// The shortest stretch that holds every term: where one ends, it reaches back to the latest places of the others.
std::optional<Span> smallest_stretch(const std::vector<Term>& terms, std::string_view text) {
  std::vector<std::optional<Span>> latest(terms.size());
  std::optional<Span> best;
  find_terms(terms, text, [&](std::size_t term, Span place) {
    latest[term] = place;
    Span stretch = place;
    for (const auto& other : latest) {
      if (!other) return true;
      stretch = {std::min(stretch.begin, other->begin), std::max(stretch.end, other->end)};
    }
    if (!best || stretch.size() < best->size()) best = stretch;
    return true;
  });
  return best;
}

Span moved(Span span, std::uint32_t by) { return {span.begin + by, span.end + by}; }

struct Search {
  Store& store;
  const std::vector<Term>& terms;
  std::size_t limit;
  Report report;
  std::vector<Hit> hits;

  bool is_full() const { return limit != 0 && hits.size() >= limit; }

  /// The block's words; its report is at hand from then on.
  Result<std::string_view> words_in(const Candidate& block) {
    LOC_CHECK(take_up(store, block.document, report));
    if (block.span.end < block.span.begin || block.span.end > report.text.size())
      return fail(ErrorCode::bad_input, "this ledger is damaged: a block lies outside its report", store.path());
    return slice(report.searchable, block.span);
  }

  Result<void> every_place(const Candidate& block) {
    LOC_TRY(const std::string_view text, words_in(block));
    std::uint32_t end = 0;
    find_terms(terms, text, [&](std::size_t, Span place) {
      if (place.begin < end) return true;  // aa in aaa: one hit
      end = place.end;
      hits.push_back(hit_at(report, block, moved(place, block.span.begin)));
      return !is_full();
    });
    return {};
  }

  Result<void> near_together(const Candidate& block) {
    LOC_TRY(const std::string_view text, words_in(block));
    const auto span = smallest_stretch(terms, text);
    if (span) hits.push_back(hit_at(report, block, moved(*span, block.span.begin)));
    return {};
  }

  Result<std::optional<Hit>> first_place(const Term& term, const Candidate& block) {
    LOC_TRY(const std::string_view text, words_in(block));
    std::optional<Hit> first;
    find_terms({term}, text, [&](std::size_t, Span place) {
      first = hit_at(report, block, moved(place, block.span.begin));
      return false;
    });
    return first;
  }

  Result<void> one_term() {
    LOC_TRY(const auto blocks, candidates(store, fts_phrase(terms[0])));
    for (const Candidate& block : blocks) {
      if (is_full()) break;
      LOC_CHECK(every_place(block));
    }
    return {};
  }

  /// Blocks with all terms; then, of the other documents that have all of them, the first place of each term.
  Result<void> several_terms() {
    std::string together;
    for (const Term& term : terms) together += (together.empty() ? "" : " AND ") + fts_phrase(term);
    LOC_TRY(const auto blocks, candidates(store, together));
    std::set<std::int64_t> done;
    for (const Candidate& block : blocks) {
      if (is_full()) return {};
      done.insert(block.document);
      LOC_CHECK(near_together(block));
    }
    return is_full() ? Result<void>() : apart(done);
  }

  Result<void> apart(const std::set<std::int64_t>& done) {
    std::vector<std::int64_t> order;                                  // documents with the first term
    std::vector<std::map<std::int64_t, Candidate>> firsts(terms.size());   // the first block of each with each term
    for (std::size_t i = 0; i < terms.size(); ++i) {
      LOC_TRY(const auto blocks, candidates(store, fts_phrase(terms[i])));
      for (const Candidate& block : blocks)
        if (!done.contains(block.document) && firsts[i].emplace(block.document, block).second && i == 0)
          order.push_back(block.document);
    }
    for (const std::int64_t document : order) {
      const bool has_all = std::all_of(firsts.begin(), firsts.end(), [&](const auto& of_term) { return of_term.contains(document); });
      if (has_all) LOC_CHECK(places_in(document, firsts));
      if (is_full()) break;
    }
    return {};
  }

  Result<void> places_in(std::int64_t document, const std::vector<std::map<std::int64_t, Candidate>>& firsts) {
    std::vector<Hit> found;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      LOC_TRY(auto hit, first_place(terms[i], firsts[i].at(document)));
      if (hit) found.push_back(std::move(*hit));
    }
    std::sort(found.begin(), found.end(), [](const Hit& a, const Hit& b) { return a.span < b.span; });
    for (Hit& hit : found)
      if (!is_full()) hits.push_back(std::move(hit));
    return {};
  }
};

}  // namespace

std::string searchable_text(std::string_view text, std::string_view container) {
  return container == "text" ? std::string(text) : without_markup(text);
}

Result<void> index_block(Store& store, std::int64_t block, std::string_view searchable) {
  LOC_TRY(const Use row, store.use("INSERT INTO words(rowid, text) VALUES(?1, ?2)"));
  return row->bind(block, searchable).run();
}

Result<void> unindex_block(Store& store, std::int64_t block, std::string_view searchable) {
  LOC_TRY(const Use row, store.use("INSERT INTO words(words, rowid, text) VALUES('delete', ?1, ?2)"));
  return row->bind(block, searchable).run();
}

namespace {
Result<void> rebuild_words(Store& store) {
  LOC_CHECK(store.database.run("INSERT INTO words(words) VALUES('delete-all')"));
  LOC_TRY(const Use row, store.use("SELECT number, document, byte_start, byte_end FROM block ORDER BY document, number"));
  Report report;
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return {};
    LOC_CHECK(take_up(store, row->number(1), report));
    const Span span{static_cast<std::uint32_t>(row->number(2)), static_cast<std::uint32_t>(row->number(3))};
    if (span.end < span.begin || span.end > report.text.size())
      return fail(ErrorCode::bad_input, "this ledger is damaged: a block lies outside its report", store.path());
    LOC_CHECK(index_block(store, row->number(0), slice(report.searchable, span)));
  }
}

Result<bool> words_are_current(Store& store, const std::string& version) {
  LOC_TRY(const Use row, store.use("SELECT 1 FROM setting WHERE name = 'words' AND value = ?1"));
  row->bind(version);
  return row->step();
}
}  // namespace

Result<void> ensure_words(Store& store) {
  const std::string version = words_version();
  LOC_TRY(const bool is_current, words_are_current(store, version));
  if (!is_current) {
    LOC_CHECK(rebuild_words(store));
    LOC_TRY(const Use row, store.use("INSERT INTO setting(name, value) VALUES('words', ?1) "
                                     "ON CONFLICT(name) DO UPDATE SET value = excluded.value"));
    LOC_CHECK(row->bind(version).run());
  }
  return {};
}

Result<std::vector<Hit>> Ledger::search(std::string_view query, std::size_t limit) const {
  LOC_TRY(const std::vector<Term> terms, parse_query(query));
  Store& store = *store_;
  LOC_TRY(const bool is_current, words_are_current(store, words_version()));
  LOC_TRY(const std::int64_t documents, store.database.number("SELECT count(*) FROM (SELECT 1 FROM document LIMIT 1)"));
  if (!is_current && documents > 0) {
    LOC_TRY(Transaction transaction, Transaction::begin(store.database));
    LOC_CHECK(ensure_words(store));
    LOC_CHECK(transaction.commit());
  }
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store.database));
  Search search{store, terms, limit, {}, {}};
  LOC_CHECK(terms.size() == 1 ? search.one_term() : search.several_terms());
  return std::move(search.hits);
}

}  // namespace locarno::ledger
