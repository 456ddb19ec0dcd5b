#include "watch/cluster.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <numbers>
#include <unordered_map>

#include "watch/geometry.hpp"

namespace locarno::watch {
namespace {

constexpr double copy_log_ratio = 13.122363377404328;   // log(0.5 / 1e-6)
constexpr double wrong_place_log = -2.995732273553991;  // log(0.05)
constexpr double radius_sigmas = 2.145966026289347;
constexpr std::size_t most_groups_compared = 48;
constexpr std::size_t members_compared = 4;
constexpr double text_reach_hours = 72;

double middle(const Report& report) { return (static_cast<double>(report.begin) + static_cast<double>(report.end)) / 7200; }

double time_variance(const Report& report, const ClusterSettings& settings) {
  const double hours = static_cast<double>(report.end - report.begin) / 3600;
  return settings.spread_hours * settings.spread_hours + (hours > 0.02 ? hours * hours / 12 : 0);
}

double place_variance(const Report& report, const ClusterSettings& settings) {
  const double sigma = report.radius_km / radius_sigmas;
  return settings.spread_km * settings.spread_km + sigma * sigma;
}

double type_log_ratio(const Report& a, const Report& b, const ClusterSettings& settings) {
  if (a.act == WatchAct::other || b.act == WatchAct::other) return 0;
  if ((a.act == WatchAct::fire_spot) != (b.act == WatchAct::fire_spot)) return 0;   // a fire may be anything's
  return a.act == b.act ? std::log(settings.same_type_if_one / settings.same_type_if_two)
                        : std::log((1 - settings.same_type_if_one) / (1 - settings.same_type_if_two));
}

/// Log density per km2 of two reports of one event lying so far apart.
double place_log_density(const Report& a, const Report& b, const ClusterSettings& settings, bool copies) {
  const double unknown = -std::log(settings.background_km2);
  double out = unknown;
  if (a.has_place && b.has_place) {
    const double variance = place_variance(a, settings) + place_variance(b, settings), apart = kilometres(a.lat, a.lon, b.lat, b.lon);
    out = -apart * apart / (2 * variance) - std::log(2 * std::numbers::pi * variance);
  } else if (!a.place.empty() && a.place == b.place) {
    out = -std::log(2 * std::numbers::pi * (2 * settings.spread_km * settings.spread_km + 50));
  }
  return copies ? std::max(out, wrong_place_log + unknown) : out;
}

}  // namespace

double pair_log_ratio(const Report& a, const Report& b, const ClusterSettings& settings) {
  const bool copies = a.text_key != 0 && a.text_key == b.text_key;
  const double variance = time_variance(a, settings) + time_variance(b, settings), apart = middle(a) - middle(b);
  const double same = -apart * apart / (2 * variance) - 0.5 * std::log(2 * std::numbers::pi * variance) + place_log_density(a, b, settings, copies);
  const double background = std::log(settings.background_per_day / 24 / settings.background_km2);
  return same - background + type_log_ratio(a, b, settings) + (copies ? copy_log_ratio : 0);
}

namespace {

/// What a comparison needs of a report, without its words.
struct Seen {
  double middle, time_variance, lat, lon, cosine, place_variance;
  std::uint64_t text_key;
  std::size_t report;        ///< index in its group
  WatchAct act;
  bool has_place;
};

Seen seen_of(const Report& report, std::size_t index, const ClusterSettings& settings) {
  return {middle(report), time_variance(report, settings), report.lat, report.lon, std::cos(report.lat * std::numbers::pi / 180), place_variance(report, settings),
          report.text_key, index, report.act, report.has_place};
}

/// Squared kilometres on the plane between them: within reach the sphere does not show.
double square_apart(const Seen& a, const Seen& b) {
  constexpr double km = 111.19508;
  double across = a.lon - b.lon;
  if (across > 180) across -= 360;
  if (across < -180) across += 360;
  const double x = across * km * 0.5 * (a.cosine + b.cosine), y = (a.lat - b.lat) * km;
  return x * x + y * y;
}

}  // namespace

struct Clusterer::Parts {
  struct Open {
    Group group;
    std::vector<Seen> seen;        ///< the first and the latest
    double last_middle = 0;        ///< hours
    double reach = 0;              ///< hours
    bool is_closed = false;
    int held = 0;                  ///< `together` partners still to come
  };

  ClusterSettings settings;
  PairDecisions decisions;
  Sink sink;
  std::deque<Open> open;           ///< by first report; the front goes out when it is closed
  std::uint64_t first_number = 0;  ///< of open.front()
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> cells;   ///< never iterated into a result
  std::unordered_map<std::uint64_t, std::uint64_t> texts;
  std::map<std::string, std::uint64_t> decided;   ///< report named in a decision -> its group
  std::set<std::string> decided_ids;
  std::int64_t now = time_begins;
  std::uint64_t since_sweep = 0;
  double reach_hours = 0, reach_km = 0;
  double same_type = 0, other_type = 0, log_background = 0, background_now = 0, recent_groups = 0;
  std::int64_t first_group = 0, last_group = time_begins;
  std::vector<std::uint64_t> tried;

  Open* group(std::uint64_t number) {
    if (number < first_number || number - first_number >= open.size()) return nullptr;
    Open& one = open[static_cast<std::size_t>(number - first_number)];
    return one.is_closed ? nullptr : &one;
  }
  void decide(PairDecisions&& pairs);
  void reaches();
  std::vector<std::uint64_t> cells_near(const Report& report, bool only_own) const;
  bool may_join(const Open& one, const Report& report) const;
  double quick_ratio(const Seen& a, const Seen& b, const Report& report, const Open& one) const;
  double ratio(const Open& one, const Report& report, const Seen& here, std::size_t& nearest, double& nearest_ratio) const;
  void remember(Open& one, const Seen& seen) const;
  void count_group(std::int64_t at);
  bool is_alone(const Report& report) const;
  void add(Report&& report);
  void close_old();
  void let_go();
  void sweep();
};

void Clusterer::Parts::decide(PairDecisions&& pairs) {
  decisions = std::move(pairs);
  decided_ids.clear();
  for (const auto* some : {&decisions.together, &decisions.apart})
    for (const auto& [a, b] : *some) decided_ids.insert(a), decided_ids.insert(b);
}

/// How far apart two reports can be and still be one event, whatever their own width: the best case of the ratio over all
/// variances. A normal density at distance d is at most 1 / (d sqrt(2 pi e)); in the plane 1 / (pi e d^2).
void Clusterer::Parts::reaches() {
  const double background = settings.background_per_day / 24 / settings.background_km2;
  const double type = settings.same_type_if_one / settings.same_type_if_two;
  const double best_place = 1 / (4 * std::numbers::pi * settings.spread_km * settings.spread_km);
  const double best_time = 1 / std::sqrt(4 * std::numbers::pi * settings.spread_hours * settings.spread_hours);
  reach_hours = std::min(24.0 * 60, best_place * type / background / std::sqrt(2 * std::numbers::pi * std::numbers::e));
  reach_km = std::min(1000.0, std::sqrt(best_time * type / background / (std::numbers::pi * std::numbers::e)));
  reach_km = std::max(reach_km, 0.5);
}

/// The cells of the grid within reach; 180 degrees east is 180 degrees west.
std::vector<std::uint64_t> Clusterer::Parts::cells_near(const Report& report, bool only_own) const {
  std::vector<std::uint64_t> out;
  if (!report.has_place) {
    if (!report.place.empty()) out.push_back(std::hash<std::string>{}(report.place) | (1ull << 63));
    return out;
  }
  const double step = reach_km / 111.0;
  const auto row_of = [&](double lat) { return static_cast<std::int64_t>(std::floor((lat + 90) / step)); };
  const std::int64_t row = row_of(report.lat);
  for (std::int64_t r = only_own ? row : row - 1; r <= (only_own ? row : row + 1); ++r) {
    const double middle_lat = std::min(89.9, std::abs(-90 + (static_cast<double>(r) + 0.5) * step));
    const auto across = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(360 * std::cos(middle_lat * std::numbers::pi / 180) / step)));
    const auto column = static_cast<std::int64_t>(std::floor((report.lon + 180) / 360 * static_cast<double>(across)));
    const std::int64_t side = only_own ? 0 : 1;
    for (std::int64_t c = column - side; c <= column + side; ++c) {
      const std::int64_t wrapped = ((c % across) + across) % across;
      const std::uint64_t key = (static_cast<std::uint64_t>(r + 2) << 32) | static_cast<std::uint64_t>(wrapped);
      if (std::find(out.begin(), out.end(), key) == out.end()) out.push_back(key);
    }
  }
  return out;
}

bool Clusterer::Parts::may_join(const Open& one, const Report& report) const {
  if (decisions.apart.empty() || !decided_ids.contains(report.id)) return true;
  for (const Report& member : one.group.reports)
    if (decisions.apart.contains(std::minmax(member.id, report.id))) return false;
  return true;
}

/// pair_log_ratio() with its logarithms gathered; places without position are rare and take the long way.
double Clusterer::Parts::quick_ratio(const Seen& a, const Seen& b, const Report& report, const Open& one) const {
  if (!a.has_place || !b.has_place || (a.text_key != 0 && a.text_key == b.text_key)) {
    ClusterSettings now_settings = settings;
    now_settings.background_per_day = background_now;
    return pair_log_ratio(one.group.reports[a.report], report, now_settings);
  }
  const double apart = a.middle - b.middle, square = square_apart(a, b);
  if (std::abs(apart) > reach_hours || square > reach_km * reach_km) return -1e3;   // below 0 whatever the variances
  const double time = a.time_variance + b.time_variance, place = a.place_variance + b.place_variance;
  constexpr double cube = 8 * std::numbers::pi * std::numbers::pi * std::numbers::pi;
  double type = 0;
  if (a.act != WatchAct::other && b.act != WatchAct::other && (a.act == WatchAct::fire_spot) == (b.act == WatchAct::fire_spot)) type = a.act == b.act ? same_type : other_type;
  return -apart * apart / (2 * time) - square / (2 * place) - 0.5 * std::log(cube * time * place * place) - log_background + type;
}

/// Mean over the first and the latest members; the nearest of them is what the link names.
double Clusterer::Parts::ratio(const Open& one, const Report& report, const Seen& here, std::size_t& nearest, double& nearest_ratio) const {
  double sum = 0;
  nearest_ratio = -1e300;
  for (const Seen& member : one.seen) {
    const double ratio = quick_ratio(member, here, report, one);
    sum += ratio;
    if (ratio > nearest_ratio) nearest_ratio = ratio, nearest = member.report;
  }
  return sum / static_cast<double>(one.seen.size());
}

void Clusterer::Parts::remember(Open& one, const Seen& seen) const {
  if (one.seen.size() >= members_compared) one.seen.erase(one.seen.begin() + 1);
  one.seen.push_back(seen);
}

/// The background is at least what the stream itself shows: groups a day, with a memory of a week. In a busy week two events
/// near each other are less of a sign.
void Clusterer::Parts::count_group(std::int64_t at) {
  const double days = last_group == time_begins ? 0 : static_cast<double>(at - last_group) / 86400;
  if (last_group == time_begins) first_group = at;
  recent_groups = recent_groups * std::exp(-std::max(0.0, days) / 7) + 1;
  last_group = std::max(last_group, at);
  const double watched = std::max(1.0, static_cast<double>(at - first_group) / 86400);   // until a week has passed, less is remembered
  background_now = std::max(settings.background_per_day, recent_groups / (7 * (1 - std::exp(-watched / 7))));
  log_background = std::log(background_now / 24 / settings.background_km2);
}

/// So vague in time or place that nothing but its own text could tie it to another.
bool Clusterer::Parts::is_alone(const Report& report) const {
  if (report.text_key != 0 || decided_ids.contains(report.id)) return false;
  const double time = time_variance(report, settings) + settings.spread_hours * settings.spread_hours;
  const double place = place_variance(report, settings) + settings.spread_km * settings.spread_km;
  const double best = -0.5 * std::log(2 * std::numbers::pi * time) - (report.has_place ? std::log(2 * std::numbers::pi * place) : std::log(settings.background_km2));
  return best - log_background + same_type <= 0 &&
         (report.has_place || report.place.empty());
}

void Clusterer::Parts::add(Report&& report) {
  if (report.begin < now) report.end = std::max(report.end, report.begin + 1);   // out of order: only the closing clock stands still
  now = std::max(now, report.begin);
  close_old();
  std::uint64_t best = 0;
  double best_ratio = 0, link_ratio = 0;
  std::string link_to;
  const bool alone = is_alone(report);
  const Seen here = seen_of(report, 0, settings);
  const auto try_group = [&](std::uint64_t number) {
    Open* one = group(number);
    if (one == nullptr || !may_join(*one, report)) return;
    std::size_t nearest = 0;
    double nearest_ratio = 0;
    const double ratio_here = ratio(*one, report, here, nearest, nearest_ratio);
    if (ratio_here > best_ratio || (ratio_here == best_ratio && ratio_here > 0 && number < best)) best = number, best_ratio = ratio_here, link_to = one->group.reports[nearest].id, link_ratio = nearest_ratio;
  };
  if (!alone) {
    if (const auto found = texts.find(report.text_key); report.text_key != 0 && found != texts.end()) try_group(found->second);
    tried.clear();
    for (const std::uint64_t key : cells_near(report, false)) {
      const auto cell = cells.find(key);
      if (cell == cells.end()) continue;
      std::vector<std::uint64_t>& numbers = cell->second;
      if (numbers.size() > 16 && group(numbers[numbers.size() / 2]) == nullptr) std::erase_if(numbers, [&](std::uint64_t number) { return group(number) == nullptr; });
      const std::size_t from = numbers.size() > most_groups_compared ? numbers.size() - most_groups_compared : 0;
      tried.insert(tried.end(), numbers.begin() + static_cast<std::ptrdiff_t>(from), numbers.end());
    }
    // The latest groups first: where it is too busy to compare with all, the old ones are the least likely.
    std::sort(tried.begin(), tried.end(), std::greater<>());
    tried.erase(std::unique(tried.begin(), tried.end()), tried.end());
    if (tried.size() > most_groups_compared) tried.resize(most_groups_compared);
    for (const std::uint64_t number : tried) try_group(number);
  }
  bool forced = false;
  if (decided_ids.contains(report.id))
    for (const auto& [a, b] : decisions.together) {
      if (a != report.id && b != report.id) continue;
      const auto partner = decided.find(a == report.id ? b : a);
      if (partner == decided.end()) continue;
      if (Open* one = group(partner->second)) {
        if (!forced) best = partner->second, link_to = partner->first, link_ratio = 0, forced = true;
        --one->held;
      }
    }
  const std::string id = report.id;
  const double at = middle(report), reach = report.text_key != 0 ? std::max(text_reach_hours, reach_hours) : reach_hours;
  int held = 0;
  if (decided_ids.contains(id))
    for (const auto& [a, b] : decisions.together)
      if ((a == id || b == id) && !decided.contains(a == id ? b : a)) ++held;
  if (best_ratio > 0 || forced) {
    Open& one = *group(best);
    one.last_middle = std::max(one.last_middle, at);
    one.reach = std::max(one.reach, reach);
    one.held += held;
    const auto own = cells_near(report, true);
    const std::uint64_t key = report.text_key;
    if (one.group.reports.size() < member_cap) {
      one.group.links.push_back({id, link_to, link_ratio});
      Seen kept = here;
      kept.report = one.group.reports.size();
      remember(one, kept);
      one.group.reports.push_back(std::move(report));
      for (const std::uint64_t cell : own) {
        auto& numbers = cells[cell];
        if (std::find(numbers.begin(), numbers.end(), best) == numbers.end()) numbers.push_back(best);
      }
    } else ++one.group.beyond_cap;
    if (key != 0) texts[key] = best;
    if (decided_ids.contains(id)) decided[id] = best;
    return;
  }
  const std::uint64_t number = first_number + open.size();
  if (!alone) {
    for (const std::uint64_t cell : cells_near(report, true)) cells[cell].push_back(number);
    if (report.text_key != 0) texts[report.text_key] = number;
  }
  if (decided_ids.contains(id)) decided[id] = number;
  Open fresh;
  fresh.group.links.push_back({id, "", 0});
  count_group(report.begin);
  fresh.seen.push_back(here);
  fresh.group.reports.push_back(std::move(report));
  fresh.last_middle = at;
  fresh.reach = reach;
  fresh.is_closed = alone;
  fresh.held = held;
  open.push_back(std::move(fresh));
  if (++since_sweep >= 65536) sweep();
}

/// Groups stand by first report, so those to be closed are mostly in front; a long-lived one stops nothing but its own going out.
void Clusterer::Parts::close_old() {
  const double hours = static_cast<double>(now) / 3600;
  for (std::size_t i = 0; i < open.size(); ++i) {
    Open& one = open[i];
    if (one.is_closed) continue;
    if (one.held > 0 || hours <= one.last_middle + one.reach) {
      if (i >= 8) break;   // a few in front may wait; further ones are looked at when these have gone
      continue;
    }
    one.is_closed = true;
  }
  let_go();
}

void Clusterer::Parts::let_go() {
  while (!open.empty() && open.front().is_closed) {
    sink(std::move(open.front().group));
    open.pop_front();
    ++first_number;
  }
}

/// Forgets cells and texts whose groups have gone, so that memory follows what is open.
void Clusterer::Parts::sweep() {
  since_sweep = 0;
  for (auto cell = cells.begin(); cell != cells.end();) {
    std::erase_if(cell->second, [&](std::uint64_t number) { return group(number) == nullptr; });
    cell = cell->second.empty() ? cells.erase(cell) : std::next(cell);
  }
  std::erase_if(texts, [&](const auto& text) { return group(text.second) == nullptr; });
}

Clusterer::Clusterer(const ClusterSettings& settings, PairDecisions decisions, Sink sink) : parts_(std::make_unique<Parts>()) {
  parts_->settings = settings;
  parts_->decide(std::move(decisions));
  parts_->sink = std::move(sink);
  parts_->reaches();
  parts_->same_type = std::log(settings.same_type_if_one / settings.same_type_if_two);
  parts_->other_type = std::log((1 - settings.same_type_if_one) / (1 - settings.same_type_if_two));
  parts_->background_now = settings.background_per_day;
  parts_->log_background = std::log(settings.background_per_day / 24 / settings.background_km2);
}
Clusterer::Clusterer(const Held& held, PairDecisions decisions, Sink sink) : parts_(std::make_unique<Parts>(*held.parts_)) {
  parts_->decide(std::move(decisions));
  parts_->sink = std::move(sink);
}
Clusterer::Clusterer(Clusterer&&) noexcept = default;
Clusterer::~Clusterer() = default;

void Clusterer::add(Report&& report) { parts_->add(std::move(report)); }
Clusterer::Held Clusterer::hold() const {
  auto copy = std::make_shared<Parts>(*parts_);
  copy->sink = nullptr;   // what it points into may be gone by then
  Held out;
  out.parts_ = std::move(copy);
  return out;
}
std::size_t Clusterer::open_groups() const { return parts_->open.size(); }

void Clusterer::finish() {
  for (auto& one : parts_->open) one.is_closed = true;
  parts_->let_go();
}

}  // namespace locarno::watch
