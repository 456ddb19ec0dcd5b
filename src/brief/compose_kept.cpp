// The brief on what is kept: each clause of the watched terms with its status, its counts and the last finding behind it.

#include <nlohmann/json.hpp>

#include "brief/composer.hpp"
#include "brief/json_parts.hpp"
#include "brief/safe.hpp"
#include "brief/watch_words.hpp"
#include "model/watch_terms.hpp"
#include "study/kept_view.hpp"

namespace locarno::brief {
namespace {

std::string day_of(std::int64_t at) { return instant_text(at).substr(0, 10); }

class KeptWords {
 public:
  KeptWords(const study::KeptView& kept, PageLanguage language) : k_(kept), language_(language) {}

  std::string say(WatchWord id, const std::vector<std::string>& places = {}) const { return brief::say(id, language_, places); }

  Line line(const study::KeptClause& clause) const {
    const auto status = clause.row.weeks.empty() ? watch::ClauseStatus::not_due : clause.row.weeks.back();
    Line out = strong(visible(clause.name.in(language_)));
    out += plain(say(WatchWord::kept_colon));
    out += strong(status == watch::ClauseStatus::done && !clause.is_deed ? say(WatchWord::kept_no_finding) : std::string(word_of(status, language_)));
    out += plain(counts(clause) + behind(clause) + say(WatchWord::kept_stop));
    return out;
  }

  std::string note_words() const {
    return say(WatchWord::kept_note, {day_of(k_.as_of - 1), grouped(static_cast<std::size_t>(k_.reports)), day_of(k_.entry_into_force)});
  }

 private:
  std::string counts(const study::KeptClause& clause) const {
    const watch::BoardRow& row = clause.row;
    if (clause.is_deed) {
      std::string out = say(WatchWord::kept_deeds, {std::to_string(row.deeds), std::to_string(clause.deeds_needed)});
      const bool done = !row.weeks.empty() && row.weeks.back() == watch::ClauseStatus::done;
      if (row.has_deadline && !done) out += say(row.days_left < 0 ? WatchWord::kept_overdue : WatchWord::kept_days_left, {std::to_string(row.days_left < 0 ? -row.days_left : row.days_left)});
      return out;
    }
    return say(WatchWord::kept_counts, {std::to_string(row.found), std::to_string(row.contested), std::to_string(row.alleged), std::to_string(row.quiet_days)});
  }

  std::string behind(const study::KeptClause& clause) const {
    if (clause.last.empty()) return "";
    std::string sources;
    for (const std::string& source : clause.sources) sources += (sources.empty() ? "" : say(WatchWord::kept_comma)) + visible(source);
    return say(WatchWord::kept_last, {visible(clause.last), day_of(clause.last_at), sources, std::to_string(clause.reports)});
  }

  const study::KeptView& k_;
  const PageLanguage language_;
};

}  // namespace

void compose_kept(const Composer& composer, Page& page) {
  if (composer.b.kept == nullptr) return;
  const KeptWords words(*composer.b.kept, composer.language);
  page.kept.head = words.say(WatchWord::kept_head);
  for (const study::KeptClause& clause : composer.b.kept->clauses) page.kept.lines.push_back(words.line(clause));
  page.kept.note = note(words.note_words());
}

void add_kept(const study::Brief& b, nlohmann::json& out) {
  if (b.kept == nullptr) return;
  nlohmann::json clauses = nlohmann::json::array();
  for (const study::KeptClause& clause : b.kept->clauses) {
    const watch::BoardRow& row = clause.row;
    clauses.push_back({{"clause", row.clause}, {"words", {{"en", clause.name.in(PageLanguage::en)}, {"zh", clause.name.in(PageLanguage::zh)}}},
                       {"status", row.weeks.empty() ? nlohmann::json(nullptr) : nlohmann::json(to_string(row.weeks.back()))}, {"is_deed", clause.is_deed},
                       {"found", row.found}, {"contested", row.contested}, {"alleged", row.alleged}, {"quiet_days", row.quiet_days}, {"deeds", row.deeds}, {"deeds_needed", clause.deeds_needed},
                       {"days_left", row.has_deadline ? nlohmann::json(row.days_left) : nlohmann::json(nullptr)},
                       {"last_finding", clause.last.empty() ? nlohmann::json(nullptr) : nlohmann::json({{"id", clause.last}, {"begin", instant_text(clause.last_at)}, {"sources", clause.sources}, {"reports", clause.reports}})}});
  }
  out["kept"] = {{"as_of", instant_text(b.kept->as_of)}, {"entry_into_force", instant_text(b.kept->entry_into_force)}, {"reports", b.kept->reports}, {"clauses", std::move(clauses)}};
}

}  // namespace locarno::brief
