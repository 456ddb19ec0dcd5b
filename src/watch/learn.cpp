#include "watch/learn.hpp"

#include <algorithm>
#include <set>

namespace locarno::watch {
namespace {

bool says_yes(const Report& report) { return report.claim == Claim::allegation || report.claim == Claim::verification; }

/// The class's rates, or the terms' own for this source: what fusion takes while nothing is learned.
Rates stated_rates(const std::string& source, SourceClass kind, const Terms& terms) {
  Rates rates = class_rates(kind);
  if (const TermsSource* known = terms.source(source)) {
    rates.yes_if_true = known->yes_if_true.value_or(rates.yes_if_true);
    rates.yes_if_false = known->yes_if_false.value_or(rates.yes_if_false);
  }
  return rates;
}

}  // namespace

std::uint32_t SourceLearner::number_of(const std::string& source, SourceClass kind) {
  const auto [at, is_new] = numbers_.emplace(source, static_cast<std::uint32_t>(sources_.size()));
  if (is_new) {
    LearnedSource one;
    one.source = source;
    one.kind = kind;
    one.before = one.now = stated_rates(source, kind, terms_);
    sources_.push_back(std::move(one));
  }
  return at->second;
}

void SourceLearner::see(const Incident& incident) {
  if (events_ >= most_events) return;
  std::map<std::string, const Report*> first;   // what each source says first; who repeats another says nothing of his own
  std::set<std::uint64_t> texts;
  for (const Report& report : incident.reports) {
    const bool is_copy = !report.via.empty() || (report.text_key != 0 && !texts.insert(report.text_key).second);
    const bool is_own_denial = report.source_class == SourceClass::party && report.claim == Claim::denial;
    if (!report.source.empty() && !is_copy && !is_own_denial) first.emplace(report.source, &report);
  }
  std::vector<const TermsSource*> silent;
  for (const TermsSource& source : terms_.sources)
    if (!incident.sector.empty() && std::find(source.covers.begin(), source.covers.end(), incident.sector) != source.covers.end() && !first.contains(source.id)) silent.push_back(&source);
  if (first.empty() || first.size() + silent.size() < 2) return;
  const std::uint32_t event = events_++;
  for (const auto& [name, report] : first) {
    const std::uint32_t source = number_of(name, report->source_class);
    votes_.push_back({event, source, says_yes(*report)});
    ++(says_yes(*report) ? sources_[source].yes : sources_[source].no);
  }
  for (const TermsSource* one : silent) {
    const std::uint32_t source = number_of(one->id, one->kind);
    votes_.push_back({event, source, false});
    ++sources_[source].no, ++sources_[source].silences;
  }
}

Result<std::vector<LearnedSource>> SourceLearner::learn() const {
  DawidSkeneQuestion question;
  question.events = events_;
  question.votes = votes_;
  for (const LearnedSource& source : sources_) question.sources.push_back(belief_of(source.before.yes_if_true, source.before.yes_if_false, belief_votes));
  std::vector<LearnedSource> out = sources_;
  if (events_ > 0) {
    LOC_TRY(const DawidSkeneAnswer answer, dawid_skene(question));
    for (std::size_t s = 0; s < out.size(); ++s) {
      LearnedSource& one = out[s];
      one.is_learned = one.yes >= least_each && one.no >= least_each && one.yes + one.no >= least_votes;
      if (one.is_learned) one.now = {answer.yes_if_true[s], answer.yes_if_false[s]};
    }
  }
  std::sort(out.begin(), out.end(), [](const LearnedSource& a, const LearnedSource& b) { return a.source < b.source; });
  return out;
}

SourceRates rates_of(const std::vector<LearnedSource>& learned) {
  SourceRates out;
  for (const LearnedSource& one : learned)
    if (one.is_learned) out[one.source] = one.now;
  return out;
}

}  // namespace locarno::watch
