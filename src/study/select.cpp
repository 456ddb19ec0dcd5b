// Which records count for a day.
#include <algorithm>

#include "study/brief.hpp"

namespace locarno::study {
namespace {

constexpr int most_days_of_news = 31;

bool dated_by_its_own_words(const Record& record) {
  if (!record.date || !record.date->last.is_whole() || record.date_inferred) return false;
  switch (record.date_basis) {
    case DateBasis::explicit_:
    case DateBasis::day_month:
    case DateBasis::day_only:
    case DateBasis::weekday:
    case DateBasis::relative:
    case DateBasis::carried: return true;
    default: return false;
  }
}

}  // namespace

std::optional<Date> said_on(const Record& record, const Document& document) {
  if (!record.date) return document.published;
  // A planned meeting or a deadline lies ahead of the words that announce it.
  const Date last = latest(record.date->last);
  if (document.published && *document.published < last) return document.published;
  return record.date->last.is_whole() ? record.date->last : record.date->first;
}

bool counts_for(const Record& record, const Document& document, std::optional<Date> as_of) {
  if (record.review == ReviewState::rejected) return false;
  if (!as_of) return true;
  const std::optional<Date> said = said_on(record, document);
  if (!document.published) return !said || !(latest(*as_of) < earliest(*said));
  if (!(latest(*as_of) < *document.published)) return true;
  // Published later: only its own news, said on a whole day by then, not the background it recalls.
  return dated_by_its_own_words(record) && said && !(latest(*as_of) < latest(*said)) &&
         day_number(*document.published) - day_number(*said) <= most_days_of_news;
}

}  // namespace locarno::study
