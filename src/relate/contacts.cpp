// Contacts merged over reports: same_contact, plan_outcome, quantity_conflict of durations.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::int32_t most_days = 4;          // a visit of several days meets each of its days, up to here
constexpr std::size_t most_in_bucket = 64;     // contacts of one pair on one day compared with each other
constexpr std::int64_t reach_of_figures = 6;   // how many records later a sentence still speaks of the contact

struct Tie {
  std::uint32_t row = 0;
  std::vector<std::string> parties;   ///< ascending
  std::vector<std::string> people;    ///< named persons, ascending
  ContactState state = ContactState::held;
};

class Contacts {
 public:
  explicit Contacts(Work& work) : work_(work), scene_(work.scene), groups_(work.scene.rows.size()) {
    if (scene_.codebook == nullptr) return;
    for (std::size_t i = 0; i < scene_.codebook->actors.size(); ++i) {
      const Actor& actor = scene_.codebook->actors[ActorId(i)];
      party_of_.emplace(actor.canonical, actor.party);
      if (actor.kind == ActorKind::person) people_.insert(actor.canonical);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < scene_.rows.size(); ++i)
      if (scene_.rows[i].record->kind == RecordKind::contact && scene_.rows[i].document != Scene::no_document) ties_.emplace(i, tie_of(i));
    meet_by_day();
    meet_in_report();
    build();
    link_copies();
    link_plans();
    for (MergedContact& c : merged_) c.was_planned |= planned_.contains(groups_.find(c.records.front()));
    link_figures();
    std::stable_sort(merged_.begin(), merged_.end(), [&](const MergedContact& a, const MergedContact& b) { return first_day(a) < first_day(b); });
    work_.answer.contacts = std::move(merged_);
  }

 private:
  /// Participants one by one: "Ukraine and United States" are two.
  static std::vector<std::string> names_in(const std::vector<std::string>& participants) {
    std::vector<std::string> out;
    for (const std::string& joint : participants)
      for (std::size_t at = 0; at < joint.size();) {
        const std::size_t end = std::min(joint.find(" and ", at), joint.size());
        out.push_back(joint.substr(at, end - at));
        at = end + 5;
      }
    return out;
  }
  Tie tie_of(std::uint32_t i) const {
    const Row& row = scene_.rows[i];
    Tie tie;
    tie.row = i;
    std::set<std::string> parties, people;
    for (const std::string& name : names_in(row.record->participants)) {
      const auto found = party_of_.find(name);
      if (found != party_of_.end()) {
        for (const std::string& party : split_parties(found->second)) parties.insert(party);
        if (people_.contains(name)) people.insert(name);
      } else if (name.size() <= 5 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
        parties.insert(name);
      }
    }
    if (parties.size() < 2)
      for (const std::string& party : row.facets->parties) parties.insert(party);
    tie.parties.assign(parties.begin(), parties.end());
    tie.people.assign(people.begin(), people.end());
    const Record& r = *row.record;
    tie.state = r.hedge == Hedge::planned ? ContactState::planned : r.negated ? ContactState::denied : ContactState::held;
    return tie;
  }

  /// Nothing said of the two rules out that they are one: the way, the place, who.
  bool may_be_one(const Tie& a, const Tie& b) const {
    const Record& x = *scene_.rows[a.row].record;
    const Record& y = *scene_.rows[b.row].record;
    if ((x.channel == "phone") != (y.channel == "phone")) return false;
    // calls of one day are made one after the other: a sentence that names both joins neither with the other
    if (x.channel == "phone" && a.parties != b.parties) return false;
    if (!x.location.empty() && !y.location.empty() && x.location != y.location) return false;
    if (a.people.empty() || b.people.empty() || shares_any(a.people, b.people)) return true;
    // both name people, none in common: another meeting of the same sides
    return false;
  }
  static bool is_whole_day(const Record& r) { return r.date && r.date->first.is_whole() && r.date->last.is_whole(); }

  void meet_by_day() {
    std::map<std::pair<std::int32_t, std::string>, std::vector<std::uint32_t>> buckets;
    for (const auto& [i, tie] : ties_) {
      if (!is_whole_day(scene_.record(i))) continue;
      const std::uint32_t row = i;
      for_days_and_pairs(tie, 0, [&](std::int32_t day, const std::string& pair) { meet(buckets[{day, pair}], row); });
    }
  }
  /// Without a day of its own: the same people by the same way in the same report.
  void meet_in_report() {
    for (const auto& list : scene_.of_document) {
      std::map<std::vector<std::string>, std::vector<std::uint32_t>> by_people;
      for (const std::uint32_t i : list) {
        const auto tie = ties_.find(i);
        if (tie == ties_.end() || tie->second.people.size() < 2) continue;
        auto& bucket = by_people[tie->second.people];
        for (const std::uint32_t other : bucket) {
          const Record& x = *scene_.rows[i].record;
          const Record& y = *scene_.rows[other].record;
          ++work_.cells();
          if ((!x.date || !y.date) && may_be_one(tie->second, ties_.at(other))) { groups_.join(i, other); break; }
        }
        if (bucket.size() < most_in_bucket) bucket.push_back(i);
      }
    }
  }
  void meet(std::vector<std::uint32_t>& bucket, std::uint32_t i) {
    for (const std::uint32_t other : bucket) {
      if (other == i) return;
      ++work_.cells();
      if (!may_be_one(ties_.at(other), ties_.at(i))) continue;
      groups_.join(other, i);
      break;
    }
    if (bucket.size() < most_in_bucket) bucket.push_back(i);
  }

  void build() {
    std::map<std::uint32_t, MergedContact> by_group;
    for (const auto& [i, tie] : ties_) by_group[groups_.find(i)].records.push_back(i);
    for (auto& [group, contact] : by_group) {
      std::set<std::string> parties, names;
      bool held = false, planned = false;
      for (const std::uint32_t i : contact.records) {
        const Tie& tie = ties_.at(i);
        parties.insert(tie.parties.begin(), tie.parties.end());
        for (std::string name : names_in(scene_.record(i).participants)) names.insert(std::move(name));
        held |= tie.state == ContactState::held;
        planned |= tie.state == ContactState::planned;
      }
      contact.parties.assign(parties.begin(), parties.end());
      contact.participants.assign(names.begin(), names.end());
      contact.state = held ? ContactState::held : planned ? ContactState::planned : ContactState::denied;
      contact.was_planned = held && planned;
      std::stable_sort(contact.records.begin(), contact.records.end(), [&](std::uint32_t a, std::uint32_t b) {
        return (ties_.at(a).state == ContactState::held) > (ties_.at(b).state == ContactState::held);
      });
      merged_.push_back(std::move(contact));
    }
  }
  std::optional<Date> first_day(const MergedContact& c) const {
    std::optional<Date> day;
    for (const std::uint32_t i : c.records)
      if (const auto& d = scene_.rows[i].first; d && (!day || *d < *day)) day = d;
    return day;
  }

  void link_copies() {
    for (const MergedContact& c : merged_) {
      std::vector<std::uint32_t> held;
      for (const std::uint32_t i : c.records)
        if (ties_.at(i).state == ContactState::held) held.push_back(i);
      std::sort(held.begin(), held.end());
      if (held.size() >= 2) work_.add(LinkType::same_contact, held, note_of(c));
    }
  }
  Note note_of(const MergedContact& c) const {
    std::string who;
    for (const std::string& party : c.parties) who += (who.empty() ? "" : ", ") + party;
    const auto day = first_day(c);
    return day ? Note{NoteKind::contact, {who, to_string(*day)}} : Note{NoteKind::contact_undated, {who}};
  }
  /// Announced, and told as held: in one cluster, or by the same parties within a day of the day announced, in a report
  /// that came out on that day or after. One link per announcement, to the fullest telling.
  void link_plans() {
    std::map<std::pair<std::int32_t, std::string>, std::vector<std::uint32_t>> held;
    for (const auto& [i, tie] : ties_) {
      if (tie.state != ContactState::held || !is_whole_day(scene_.record(i))) continue;
      for_days_and_pairs(tie, 0, [&](std::int32_t day, const std::string& pair) {
        auto& bucket = held[{day, pair}];
        if (bucket.size() < most_in_bucket && (bucket.empty() || bucket.back() != i)) bucket.push_back(i);
      });
    }
    for (const auto& [plan, tie] : ties_) {
      if (tie.state != ContactState::planned || !is_whole_day(scene_.record(plan))) continue;
      std::optional<std::uint32_t> outcome;
      for_days_and_pairs(tie, 1, [&](std::int32_t day, const std::string& pair) {
        const auto bucket = held.find({day, pair});
        if (bucket == held.end()) return;
        for (const std::uint32_t i : bucket->second) {
          ++work_.cells();
          if (is_outcome(tie, ties_.at(i)) && (!outcome || fuller(i, *outcome))) outcome = i;
        }
      });
      if (!outcome) continue;
      work_.add(LinkType::plan_outcome, {plan, *outcome}, {NoteKind::announced_and_held, {}});
      planned_.insert(groups_.find(*outcome));
    }
  }
  template <class Do>
  void for_days_and_pairs(const Tie& tie, std::int32_t slack, const Do& act) const {
    const Record& r = scene_.record(tie.row);
    const std::int32_t first = day_number(r.date->first), last = std::min(day_number(r.date->last), first + most_days);
    for (std::int32_t day = first - slack; day <= last + slack; ++day)
      for (std::size_t p = 0; p < tie.parties.size() && p < 6; ++p)
        for (std::size_t q = p + 1; q < tie.parties.size() && q < 6; ++q) act(day, tie.parties[p] + "/" + tie.parties[q]);
  }
  bool is_outcome(const Tie& plan, const Tie& held) const {
    const Row& x = scene_.rows[plan.row];
    const Row& y = scene_.rows[held.row];
    if (x.document == y.document || !may_be_one(plan, held)) return false;
    const auto& published = (*scene_.documents)[y.document].published;
    return !published || day_number(x.record->date->first) <= day_number(*published);
  }
  bool fuller(std::uint32_t a, std::uint32_t b) const { return scene_.record(a).text.size() > scene_.record(b).text.size(); }

  /// Durations said of a contact by its own records and by the statements that follow it in the text.
  void link_figures() {
    std::map<std::uint32_t, std::size_t> cluster_of;
    for (std::size_t k = 0; k < merged_.size(); ++k)
      for (const std::uint32_t i : merged_[k].records) cluster_of[i] = k;
    std::vector<std::set<std::uint32_t>> rows(merged_.size());
    for (const auto& list : scene_.of_document) {
      std::int64_t last_contact = -1;
      for (std::size_t at = 0; at < list.size(); ++at) {
        const std::uint32_t i = list[at];
        const bool is_contact = ties_.contains(i);
        if (is_contact) last_contact = static_cast<std::int64_t>(at);
        if (duration(i) == nullptr) continue;
        if (is_contact) {
          rows[cluster_of.at(i)].insert(i);
        } else if (is_said_by_contact(list, at)) {
          continue;   // the same words tell the contact itself
        } else if (last_contact >= 0 && static_cast<std::int64_t>(at) - last_contact <= reach_of_figures && speaks_of_contact(i)) {
          const std::size_t k = cluster_of.at(list[static_cast<std::size_t>(last_contact)]);
          rows[k].insert(i);
          merged_[k].figures.push_back(i);
        }
      }
    }
    for (std::size_t k = 0; k < merged_.size(); ++k) compare(rows[k]);
  }
  bool is_said_by_contact(const std::vector<std::uint32_t>& list, std::size_t at) const {
    const Span span = scene_.record(list[at]).span;
    for (std::size_t k = at > 3 ? at - 3 : 0; k < std::min(list.size(), at + 4); ++k)
      if (ties_.contains(list[k]) && scene_.record(list[k]).span.begin < span.end && span.begin < scene_.record(list[k]).span.end) return true;
    return false;
  }
  const Quantity* duration(std::uint32_t i) const {
    for (const Quantity& q : scene_.rows[i].facets->quantities)
      if (q.value && (q.unit == "hour" || q.unit == "minute")) return &q;
    return nullptr;
  }
  /// A sentence that gives hours right after a contact: about it when it shares its issue or has no other subject.
  bool speaks_of_contact(std::uint32_t i) const {
    const Record& r = scene_.record(i);
    const bool named = std::any_of(scene_.rows[i].facets->concepts.begin(), scene_.rows[i].facets->concepts.end(),
                                   [](const std::string& c) { return c.starts_with("contact:"); });
    return named || r.issue.ends_with("_contact") || r.issue.starts_with("negotiation") || r.issue.starts_with("other:");
  }
  void compare(const std::set<std::uint32_t>& rows) {
    if (rows.size() < 2) return;
    std::set<std::pair<double, std::string>> figures;
    bool fit = true;
    std::optional<Bounds> common;
    for (const std::uint32_t i : rows) {
      Quantity q = *duration(i);
      const double factor = measure_of(q.unit).factor;
      q.value = *q.value * factor;
      figures.insert({*q.value, q.modifier});
      const Bounds bounds = *bounds_of(q);
      fit &= !common || common->overlaps(bounds);
      common = common ? Bounds{std::max(common->low, bounds.low), std::min(common->high, bounds.high)} : bounds;
    }
    if (figures.size() < 2) return;
    work_.add(LinkType::quantity_conflict, {rows.begin(), rows.end()},
              {fit ? NoteKind::durations_fit : NoteKind::durations_clash, {}});
  }

  Work& work_;
  const Scene& scene_;
  Groups groups_;
  std::map<std::string, std::string, std::less<>> party_of_;
  std::set<std::string, std::less<>> people_;
  std::map<std::uint32_t, Tie> ties_;
  std::vector<MergedContact> merged_;
  std::set<std::uint32_t> planned_;   ///< groups that were announced
};

}  // namespace

void find_contacts(Work& work) { Contacts(work).run(); }

}  // namespace locarno::relate
