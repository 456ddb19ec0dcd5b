#include "read/explain.hpp"

#include <algorithm>
#include <memory>

#include "read/attribution.hpp"
#include "read/confidence.hpp"
#include "read/issue.hpp"
#include "read/match.hpp"
#include "read/raw_report.hpp"

namespace locarno::read {
namespace {

UsedRow row_of(const Codebook& book, const Term& term, std::string_view text, const char* use, const Match& m) {
  return {use, m.bytes, std::string(slice(text, m.bytes)), std::string(to_string(term.kind)), term.cls, term.value, term.weight, book.place_of(term)};
}

/// The explanation of one proposition, put together from the same tables and functions that made it.
struct Explainer {
  const Report& report;
  const std::vector<Proposition>& propositions;
  const Record& record;
  Explanation& out;
  std::unique_ptr<Scene> scene;

  const Proposition* find() const {
    for (const Proposition& p : propositions)
      if (p.kind == record.kind && report.view.bytes(p.range) == record.span && p.speaker.name == record.speaker) return &p;
    return nullptr;
  }

  void place() {
    const auto& blocks = report.document.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!blocks[i].span.contains(record.span.begin)) continue;
      out.block = i;
      out.block_role = to_string(blocks[i].role);
      out.block_why = blocks[i].why;
      out.language = to_string(blocks[i].language);
      const Range range = report.view.units(blocks[i].span);
      const Range own = report.view.units(record.span);
      const bool headline = blocks[i].role == BlockRole::title || blocks[i].role == BlockRole::subhead;
      for (const Sentence& sentence : find_sentences(report.view, range, i, headline)) {
        if (!sentence.range.contains(own.begin)) continue;
        out.sentence = report.view.bytes(sentence.range);
        const auto match = std::lower_bound(report.matches.begin(), report.matches.end(), sentence.range.begin,
                                            [](const Match& m, std::uint32_t at) { return m.begin < at; });
        const auto time = std::lower_bound(report.times.begin(), report.times.end(), out.sentence.begin,
                                           [](const TimeFact& t, std::uint32_t at) { return t.span.begin < at; });
        scene = std::make_unique<Scene>(report, sentence, static_cast<std::size_t>(match - report.matches.begin()),
                                        static_cast<std::size_t>(time - report.times.begin()));
        return;
      }
      return;
    }
  }

  void add(const char* use, const Match& m) {
    UsedRow row = row_of(report.book, report.term(m.term), report.view.text, use, m);
    if (std::find(out.rows.begin(), out.rows.end(), row) == out.rows.end()) out.rows.push_back(std::move(row));
  }
  /// Rows of some kinds that stand in a range anywhere in the report.
  template <class Wanted>
  void add_in(const char* use, Range range, const Wanted& wanted) {
    if (range.empty()) return;
    auto m = std::lower_bound(report.matches.begin(), report.matches.end(), range.begin,
                              [](const Match& match, std::uint32_t at) { return match.begin < at; });
    for (; m != report.matches.end() && m->begin < range.end; ++m)
      if (m->end <= range.end && wanted(report.term(m->term))) add(use, *m);
  }
  /// Tokens of the sentence that stand in the record's words, by what they did.
  void add_tokens(const Proposition& p) {
    if (!scene) return;
    for (const Token& t : scene->tokens) {
      if (!p.range.contains(t.range)) continue;
      const Term& term = scene->term(t);
      const char* use = "beside";
      if (term.kind == TermKind::issue && term.value == p.issue) use = "issue";
      if (term.kind == TermKind::predicate && p.attitude.predicate && t.range == *p.attitude.predicate) use = "attitude";
      if (term.kind == TermKind::negator && (p.negated || p.attitude.turned)) use = "negation";
      if (term.kind == TermKind::hedge && p.hedge != Hedge::none) use = "hedge";
      add(use, Match{t.range.begin, t.range.end, report.view.bytes(t.range), t.term, t.facts.kind});
    }
  }

  void time(const Proposition& p) {
    std::optional<std::size_t> index = p.time;
    bool is_carried = p.carried > 0;
    if (!index && record.date)
      for (const Proposition& before : propositions) {
        if (&before == &p) break;
        if (before.block == p.block && before.speaker.name == p.speaker.name && before.time && report.times[*before.time].date == record.date) {
          index = before.time;
          is_carried = true;
        }
      }
    if (!index) return;
    const TimeFact& fact = report.times[*index];
    out.time = UsedTime{fact.span, std::string(slice(report.view.text, fact.span)), fact.mention.value, fact.mention.anchor, is_carried};
  }

  void fill(const Proposition& p) {
    out.is_found = true;
    out.rule = p.rule;
    out.carried = p.carried;
    out.relays = p.relays;
    out.predicate_class = p.attitude.predicate_class;
    out.turned = p.attitude.turned;
    if (p.condition) out.condition = report.view.bytes(*p.condition);
    const auto speaks = [](const Term& t) { return t.kind == TermKind::actor || t.kind == TermKind::title || t.kind == TermKind::pronoun; };
    add_in("speaker", p.speaker.head, speaks);
    if (p.cue) {
      add("cue", Match{p.cue->range.begin, p.cue->range.end, report.view.bytes(p.cue->range), p.cue->term, p.cue->facts.kind});
      out.cue_elsewhere = !out.sentence.empty() && !out.sentence.contains(report.view.bytes(p.cue->range));
    }
    add_tokens(p);
    if (scene)
      for (const IssueScore& score : issues_in(*scene, p.range, p.speaker.party)) out.issues.push_back({score.id, score.weight});
    time(p);
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const UsedRow& a, const UsedRow& b) {
      const bool left = a.use == "beside", right = b.use == "beside";
      return left != right ? right : a.span < b.span;
    });
  }
};

}  // namespace

Result<Explanation> explain(const Reader& reader, const RawReport& piece, const Record& record, const Run& run) {
  Explanation out;
  const Trace look = [&](const Report& report, const std::vector<Proposition>& propositions) {
    if (record.span.end > report.view.text.size()) return;
    Explainer explainer{report, propositions, record, out, nullptr};
    explainer.place();
    const Proposition* p = explainer.find();
    if (p == nullptr) return;
    explainer.fill(*p);
    out.confidence = in_words(confidence_of(*p));
  };
  LOC_TRY(const Reading again, reader.read_traced(piece, run, look));
  return out;
}

namespace {

bool is_latin(char16_t c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); }

/// Every place where the letters of a row stand as a word, whatever becomes of it.
std::vector<Match> letters_of(const Codebook& book, const Folded& text) {
  std::vector<Match> all;
  for (std::size_t i = 0; i < book.terms.size(); ++i) {
    const std::vector<char16_t> form = fold_phrase(book.terms[TermId(i)].text);
    if (form.empty()) continue;
    for (auto at = text.units.begin();; ++at) {
      at = std::search(at, text.units.end(), form.begin(), form.end());
      if (at == text.units.end()) break;
      const auto begin = static_cast<std::uint32_t>(at - text.units.begin());
      const auto end = begin + static_cast<std::uint32_t>(form.size());
      const bool cut_in = begin > 0 && is_latin(form.front()) && is_latin(text.units[begin - 1]);
      const bool cut_off = end < text.units.size() && is_latin(form.back()) && is_latin(text.units[end]);
      if (!cut_in && !cut_off) all.push_back({begin, end, text.bytes(begin, end), TermId(i)});
    }
  }
  return all;
}

}  // namespace

std::vector<FoundRow> rows_in(const Codebook& book, std::string_view text) {
  const Folded folded = fold(text, {});
  const std::vector<Match> kept = Lexicon(book).find(folded);
  std::vector<Match> all = letters_of(book, folded);
  all.insert(all.end(), kept.begin(), kept.end());
  std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end != b.end ? a.end > b.end : a.term < b.term;
  });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<FoundRow> rows;
  for (const Match& match : all)
    rows.push_back({row_of(book, book.terms[match.term], text, "", match), std::find(kept.begin(), kept.end(), match) != kept.end()});
  return rows;
}

}  // namespace locarno::read
