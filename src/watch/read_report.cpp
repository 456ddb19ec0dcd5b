#include "watch/read_report.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "watch/row_fields.hpp"

namespace locarno::watch {
namespace {

constexpr std::array<std::string_view, 8> feed_names = {"acled", "ucdp", "viina", "firms", "geojson", "form", "jsonl", "locarno"};
constexpr std::int64_t day_seconds = 86400;
const std::initializer_list<std::string_view> time_names = {"time", "begin", "date", "datetime", "timestamp"};
constexpr std::array<std::string_view, 6> count_names = {"killed", "injured", "count", "fatalities", "best", "deaths_civilians"};

bool holds(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; }) != text.end();
}

Result<double> number(std::string_view words, std::string_view name, double least, double most, double otherwise) {
  if (words.empty()) return otherwise;
  double out = 0;
  const auto [end, code] = std::from_chars(words.data(), words.data() + words.size(), out);
  if (code != std::errc() || end != words.data() + words.size() || !std::isfinite(out))
    return fail(ErrorCode::bad_input, std::string(name) + " '" + std::string(words.substr(0, 40)) + "' is no number");
  if (out < least || out > most)
    return fail(ErrorCode::bad_input, std::string(name) + " '" + std::string(words.substr(0, 40)) + "' is outside " + std::to_string(static_cast<long>(least)) + " to " +
                                          std::to_string(static_cast<long>(most)));
  return out;
}

/// Counts in feeds may be "-1" or missing for unknown.
Result<int> whole(std::string_view words, std::string_view name) {
  LOC_TRY(const double out, number(words, name, -1e6, 1e6, 0));
  return out < 0 ? 0 : static_cast<int>(out);
}

Result<void> place(Report& out, std::string_view lat, std::string_view lon, double radius_km) {
  if (lat.empty() != lon.empty()) return fail(ErrorCode::bad_input, "one of latitude and longitude is missing");
  if (lat.empty()) return {};
  LOC_TRY(out.lat, number(lat, "latitude", -1e9, 1e9, 0));
  LOC_TRY(out.lon, number(lon, "longitude", -1e9, 1e9, 0));
  if (std::abs(out.lat) > 90) return fail(ErrorCode::bad_input, "latitude " + std::string(lat.substr(0, 24)) + " lies beyond the pole");
  if (std::abs(out.lon) > 180) return fail(ErrorCode::bad_input, "longitude " + std::string(lon.substr(0, 24)) + " lies beyond 180 degrees");
  out.has_place = true;
  out.radius_km = radius_km;
  return {};
}

/// "02 March 2026", "2-Mar-2026": a day, the name of a month, a year.
std::optional<Instant> named_month(std::string_view words) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  const char gap = words.size() > 1 && (words[1] == ' ' || words[1] == '-') ? words[1] : words.size() > 2 ? words[2] : '\0';
  const std::size_t first = words.find(gap), second = first == std::string_view::npos ? first : words.find(gap, first + 1);
  if ((gap != ' ' && gap != '-') || second == std::string_view::npos || second < first + 4 || first > 2) return std::nullopt;
  std::string name(words.substr(first + 1, 3));
  for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const std::size_t at = months.find(name);
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  const auto two = [](std::string digits) { return (digits.size() == 1 ? "0" : "") + digits; };
  return parse_instant(std::string(words.substr(second + 1)) + "-" + two(std::to_string(at / 3 + 1)) + "-" + two(std::string(words.substr(0, first))));
}

/// "1/22/2014 12:00:00 AM" (month first, as one of the feeds writes), "20220224", "02 March 2026", or what parse_instant takes.
std::optional<Instant> feed_instant(std::string_view words) {
  if (const auto named = named_month(words)) return named;
  if (words.size() == 8 && words.find_first_not_of("0123456789") == std::string_view::npos)
    return parse_instant(std::string(words.substr(0, 4)) + "-" + std::string(words.substr(4, 2)) + "-" + std::string(words.substr(6, 2)));
  const std::size_t slash = words.find('/');
  if (slash == std::string_view::npos || slash > 2) return parse_instant(words);
  const std::size_t second = words.find('/', slash + 1);
  if (second == std::string_view::npos || second - slash > 3 || words.size() < second + 5) return std::nullopt;
  const auto two = [](std::string_view digits) { return (digits.size() == 1 ? "0" : "") + std::string(digits); };
  return parse_instant(std::string(words.substr(second + 1, 4)) + "-" + two(words.substr(0, slash)) + "-" + two(words.substr(slash + 1, second - slash - 1)));
}

Result<void> times(Report& out, std::string_view from, std::string_view until) {
  if (from.empty()) return fail(ErrorCode::bad_input, "no time: the row does not say when");
  const auto begin = feed_instant(from);
  if (!begin) return fail(ErrorCode::bad_input, "'" + std::string(from.substr(0, 40)) + "' is no time");
  out.begin = begin->at;
  out.end = begin->at + begin->open_seconds;
  if (until.empty()) return {};
  const auto end = feed_instant(until);
  if (!end) return fail(ErrorCode::bad_input, "'" + std::string(until.substr(0, 40)) + "' is no time");
  if (end->at + end->open_seconds <= out.begin) return fail(ErrorCode::bad_input, "it ends at " + instant_text(end->at) + ", before it begins at " + instant_text(out.begin));
  // A day as the end counts whole; a second does not count.
  out.end = std::max(out.begin + 1, end->at + (end->open_seconds == day_seconds ? day_seconds : 0));
  return {};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// `word` begins a word of the text; of three or four letters it is the whole one ("ied" is not in "died").
bool names_act(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), word.begin(), word.end(), same);
    if (at == text.end()) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(word.size());
    const bool starts = at == text.begin() || !is_letter(*(at - 1)) || !is_letter(word[0]);
    if (starts && (word.size() > 4 || !is_letter(word[0]) || end == text.end() || !is_letter(*end))) return true;
  }
}

/// Words of the feeds' types and of our own for acts. The first that is found counts: the narrower stand first.
WatchAct act_of(std::string_view words) {
  if (const auto exact = parse_watch_act(words)) return *exact;
  struct Row { std::string_view word; WatchAct act; };
  constexpr Row rows[] = {
#include "watch/act_words.inc"
  };
  for (const Row& row : rows)
    if (names_act(words, row.word)) return row.act;
  return WatchAct::other;
}

bool truth(std::string_view words) { return words == "1" || words == "true" || words == "yes" || words == "TRUE" || words == "True"; }

Result<void> read_acled(const RowFields& in, Report& out) {
  LOC_CHECK(times(out, in.get("event_date"), {}));
  const std::string_view precise = in.get("time_precision");
  if (precise == "2") out.end = out.begin + 7 * day_seconds;
  if (precise == "3") out.end = out.begin + 31 * day_seconds;
  const std::string_view where = in.get("geo_precision");
  LOC_CHECK(place(out, in.get("latitude"), in.get("longitude"), where == "1" ? 5 : where == "2" ? 25 : 75));
  out.place = in.get("location");
  out.act = act_of(in.get("sub_event_type"));
  if (out.act == WatchAct::other) out.act = act_of(in.get("event_type"));
  out.actor = in.get("actor1");
  out.actor_share = 0.9;
  LOC_TRY(out.killed, whole(in.get("fatalities"), "fatalities"));
  out.civilian = !in.get("civilian_targeting").empty();
  out.source = in.get("source").empty() ? "ACLED" : in.get("source");
  out.source_class = SourceClass::ngo;
  out.text = in.get("notes");
  return {};
}

Result<void> read_ucdp(const RowFields& in, Report& out) {
  LOC_CHECK(times(out, in.get("date_start"), in.get("date_end")));
  LOC_TRY(const double where, number(in.get("where_prec"), "where_prec", -1, 9, 5));
  constexpr double radius[] = {100, 5, 25, 60, 100, 150, 300, 500, 500, 500};
  LOC_CHECK(place(out, in.get("latitude"), in.get("longitude"), radius[static_cast<std::size_t>(std::max(0.0, where))]));
  out.place = in.get("where_coordinates");
  const std::string_view kind = in.get("type_of_violence");
  out.act = kind == "3" ? WatchAct::attack_civilians : WatchAct::small_arms;
  // One side of a two-sided fight is not told to have begun it; one-sided violence has its doer.
  if (kind == "3") out.actor = in.get("side_a");
  LOC_TRY(out.killed, whole(in.get("best"), "best"));
  LOC_TRY(const int civilians, whole(in.get("deaths_civilians"), "deaths_civilians"));
  out.civilian = civilians > 0 || kind == "3";
  out.source = "UCDP";
  out.source_class = SourceClass::ngo;
  out.claim = in.get("event_clarity") == "1" ? Claim::verification : Claim::allegation;
  out.text = in.first({"source_headline", "source_original"});
  return {};
}

Result<void> read_viina(const RowFields& in, Report& out) {
  LOC_CHECK(times(out, in.get("date"), {}));
  if (const std::string_view clock = in.get("time"); clock.size() >= 4 && clock.size() <= 5 && clock.find(':') != std::string_view::npos) {
    const std::string whole_words = instant_text(out.begin).substr(0, 10) + "T" + (clock.size() == 4 ? "0" : "") + std::string(clock);
    if (const auto exact = parse_instant(whole_words)) out.begin = exact->at, out.end = exact->at + 3600;
  }
  const std::string_view precise = in.get("geo_precision");
  const bool is_town = precise.empty() || holds(precise, "street") || holds(precise, "adm3") || holds(precise, "settlement") || holds(precise, "populated");
  LOC_CHECK(place(out, in.get("latitude"), in.get("longitude"), is_town ? 8 : 60));
  out.place = in.first({"asciiname", "location"});
  out.act = act_of(in.first({"attack_terms", "target_terms"}));
  const auto label = [&](std::string_view name) { return number(in.get(name), name, -1e9, 1e9, 0); };
  if (out.act == WatchAct::other) {   // labels are probabilities: they are carried, not cut
    struct Row { std::string_view name; WatchAct act; };
    constexpr Row rows[] = {{"t_artillery_b", WatchAct::shelling}, {"t_artillery", WatchAct::shelling}, {"t_airstrike_b", WatchAct::strike}, {"t_airstrike", WatchAct::strike},
                            {"t_uav_b", WatchAct::strike}, {"t_ied_b", WatchAct::explosion}, {"t_firefight_b", WatchAct::small_arms}, {"t_arrest_b", WatchAct::detention}};
    for (const Row& row : rows) {
      LOC_TRY(const double share, label(row.name));
      if (share >= 0.5) { out.act = row.act; break; }
    }
  }
  LOC_TRY(const double russian, label("a_rus_b"));
  LOC_TRY(const double ukrainian, label("a_ukr_b"));
  if (std::max(russian, ukrainian) >= 0.5 && russian != ukrainian) {
    out.actor = russian > ukrainian ? "a_rus" : "a_ukr";
    out.actor_share = std::min(1.0, std::max(russian, ukrainian));
  }
  out.source = in.first({"source", "sources_matching"});
  out.source_class = SourceClass::media;
  out.text = in.first({"text", "representative_text"});
  return {};
}

Result<void> read_firms(const RowFields& in, Report& out) {
  const std::string_view clock = in.get("acq_time");
  std::string when(in.get("acq_date"));
  if (!clock.empty() && clock.size() <= 5) {
    std::string digits;
    for (const char c : clock) if (c != ':') digits.push_back(c);
    while (digits.size() < 4) digits.insert(0, "0");
    when += "T" + digits.substr(0, 2) + ":" + digits.substr(2);
  }
  LOC_CHECK(times(out, when, {}));
  out.begin -= 3 * 3600;   // it burnt when the satellite passed; since when, it cannot say
  LOC_TRY(const double scan, number(in.get("scan"), "scan", 0, 100, 1));
  LOC_CHECK(place(out, in.get("latitude"), in.get("longitude"), std::max(0.5, scan)));
  if (!out.has_place) return fail(ErrorCode::bad_input, "a thermal anomaly without a place");
  out.act = WatchAct::fire_spot;
  out.source = in.get("satellite").empty() ? "FIRMS" : "FIRMS " + std::string(in.get("satellite"));
  out.source_class = SourceClass::thermal;
  return {};
}

Result<void> read_own(const RowFields& in, Report& out) {
  LOC_CHECK(times(out, in.first(time_names), in.first({"until", "end"})));
  std::string_view lat = in.first({"lat", "latitude"}), lon = in.first({"lon", "lng", "longitude"});
  if (const std::string_view point = in.get("geometry.coordinates"); !point.empty() && point.front() == '[') {
    if (in.get("geometry.type") != "Point") return fail(ErrorCode::bad_input, "a report is a Point, this feature is a " + std::string(in.get("geometry.type").substr(0, 24)));
    const std::size_t comma = point.find(','), end = std::min(point.find_first_of(",]", comma == std::string_view::npos ? 0 : comma + 1), point.size());
    if (comma == std::string_view::npos) return fail(ErrorCode::bad_input, "a Point has two coordinates");
    lon = point.substr(1, comma - 1), lat = point.substr(comma + 1, end - comma - 1);
  }
  LOC_TRY(const double radius, number(in.get("radius_km"), "radius_km", 0, 20000, 1));
  LOC_CHECK(place(out, lat, lon, radius));
  out.place = in.get("place");
  out.act = act_of(in.first({"act", "type", "event"}));
  out.weapon = in.get("weapon");
  LOC_TRY(out.calibre_mm, number(in.get("calibre_mm"), "calibre_mm", 0, 2000, 0));
  if (out.act == WatchAct::other && !out.weapon.empty()) out.act = act_of(out.weapon);
  out.source = in.get("source");
  if (const std::string_view word = in.first({"class", "source_class"}); !word.empty()) {
    const auto parsed = parse_source_class(word);
    if (!parsed) return fail(ErrorCode::bad_input, "class '" + std::string(word.substr(0, 40)) + "', expected monitor, camera, party, media, ngo, thermal or unknown");
    out.source_class = *parsed;
  }
  out.source_party = in.get("party");
  out.via = in.get("via");
  if (const std::string_view word = in.get("claim"); !word.empty()) {
    const Claim claims[] = {Claim::allegation, Claim::denial, Claim::verification, Claim::refutation};
    const auto found = std::find_if(std::begin(claims), std::end(claims), [&](Claim c) { return to_string(c) == word; });
    if (found == std::end(claims)) return fail(ErrorCode::bad_input, "claim '" + std::string(word.substr(0, 40)) + "', expected allegation, denial, verification or refutation");
    out.claim = *found;
  }
  out.actor = in.get("actor");
  LOC_TRY(out.actor_share, number(in.get("actor_share"), "actor_share", 0, 1, 1));
  LOC_TRY(out.bearing_deg, number(in.get("bearing"), "bearing", -360, 360, -1));
  if (!in.get("bearing").empty() && out.bearing_deg < 0) out.bearing_deg += 360;
  LOC_TRY(out.killed, whole(in.get("killed"), "killed"));
  LOC_TRY(out.injured, whole(in.get("injured"), "injured"));
  LOC_TRY(const int count, whole(in.get("count"), "count"));
  out.count = std::max(1, count);
  out.civilian = truth(in.get("civilian"));
  out.text = in.first({"text", "notes", "words"});
  return {};
}

/// A record of `locarno read --json`: what somebody said of an act. One that names no act is none for the watch.
Result<void> read_record(const RowFields& in, Report& out) {
  std::string_view date = in.get("date");
  const std::size_t slash = date.find('/');
  LOC_CHECK(times(out, date.substr(0, slash), slash == std::string_view::npos ? std::string_view() : date.substr(slash + 1)));
  out.text = in.get("text");
  out.act = act_of(out.text);
  if (out.act == WatchAct::other) return fail(ErrorCode::bad_input, "this record names no act that terms know");
  out.place = in.get("location");
  const std::string_view party = in.get("speaker_party");
  const bool is_party = !party.empty() && party != "EXPERT" && party != "MEDIA" && party != "NARRATOR" && party != "UNKNOWN";
  out.source = in.first({"speaker", "doc"});
  out.source_class = is_party ? SourceClass::party : SourceClass::media;
  if (is_party) out.source_party = party.substr(0, party.find(';'));
  else out.source = in.get("doc");
  out.actor = in.get("target");
  out.claim = truth(in.get("negated")) ? Claim::denial : Claim::allegation;
  return {};
}

struct Needed { Feed feed; std::string_view column; };
constexpr Needed needed_columns[] = {{Feed::acled, "event_date"}, {Feed::acled, "latitude"}, {Feed::ucdp, "date_start"}, {Feed::ucdp, "latitude"},
                                     {Feed::viina, "date"}, {Feed::viina, "latitude"}, {Feed::firms, "acq_date"}, {Feed::firms, "latitude"}};

}  // namespace

std::string_view to_string(Feed feed) { return feed_names[static_cast<std::size_t>(feed)]; }

std::optional<Feed> parse_feed(std::string_view name) {
  for (std::size_t i = 0; i < feed_names.size(); ++i)
    if (feed_names[i] == name) return static_cast<Feed>(i);
  return std::nullopt;
}

namespace {

/// A header of our own names: two columns or more, one of them the time.
bool names_a_time(std::string_view header) {
  const RowFields fields(header);
  return header.find_first_of(",;\t") != std::string_view::npos && std::any_of(std::begin(time_names), std::end(time_names), [&](std::string_view one) { return fields.has_column(one); });
}

}  // namespace

std::optional<Feed> feed_of(std::string_view beginning) {
  const std::size_t at = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view line = beginning.substr(at, std::min(beginning.find_first_of("\r\n", at), beginning.size()) - at);
  if (line[0] == '{' || line[0] == '[') {
    const std::string_view head = beginning.substr(at, 4096);
    if (holds(head, "\"featurecollection\"") || holds(head, "\"feature\"")) return Feed::geojson;
    if (holds(line, "\"acq_date\"")) return Feed::firms;
    if (holds(line, "\"event_date\"")) return Feed::acled;
    if (holds(line, "\"date_start\"")) return Feed::ucdp;
    if (holds(line, "\"geonameid\"")) return Feed::viina;
    if (holds(line, "\"char_start\"")) return Feed::locarno;
    return Feed::jsonl;
  }
  if (holds(line, "acq_date")) return Feed::firms;
  if (holds(line, "event_date")) return Feed::acled;
  if (holds(line, "date_start")) return Feed::ucdp;
  if (holds(line, "geonameid") || holds(line, "event_id_1pd")) return Feed::viina;
  if (names_a_time(line)) return Feed::jsonl;
  if (line.find(':') != std::string_view::npos) return Feed::form;
  return std::nullopt;
}

RowForm row_form(Feed feed, std::string_view beginning) {
  if (feed == Feed::geojson) return RowForm::features;
  if (feed == Feed::form) return RowForm::blocks;
  const std::size_t at = beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (at != std::string_view::npos && beginning[at] == '[') return RowForm::features;   // a list of objects
  return at != std::string_view::npos && beginning[at] == '{' ? RowForm::lines : RowForm::csv;
}

struct RowReader::Parts {
  Feed feed;
  RowFields fields;
};

RowReader::RowReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

Result<RowReader> RowReader::make(Feed feed, std::string_view columns) {
  auto parts = std::make_unique<Parts>(Parts{feed, RowFields(columns)});
  for (const Needed& one : needed_columns)
    if (one.feed == feed && !columns.empty() && !parts->fields.has_column(one.column))
      return fail(ErrorCode::bad_input, "the header has no column '" + std::string(one.column) + "', which rows of " + std::string(to_string(feed)) + " need");
  return RowReader(std::move(parts));
}

Result<Report> RowReader::read(std::string_view bytes, std::string_view sha256) {
  LOC_CHECK(parts_->fields.set(bytes));
  Report out;
  Result<void> done;
  switch (parts_->feed) {
    case Feed::acled: done = read_acled(parts_->fields, out); break;
    case Feed::ucdp: done = read_ucdp(parts_->fields, out); break;
    case Feed::viina: done = read_viina(parts_->fields, out); break;
    case Feed::firms: done = read_firms(parts_->fields, out); break;
    case Feed::locarno: done = read_record(parts_->fields, out); break;
    default: done = read_own(parts_->fields, out);
  }
  if (!done) return Failure(std::move(done.error()));
  out.id = "r-" + std::string(sha256.substr(0, 12));
  out.text_key = text_key(out.text);
  return out;
}

Result<void> RowReader::is_whole() const {
  LOC_CHECK(parts_->fields.is_whole());
  for (const std::string_view name : count_names) {
    const std::string_view words = parts_->fields.get(name);
    if (words.empty()) continue;
    const auto count = number(words, name, -1e6, 1e6, 0);
    if (!count || (*count == std::floor(*count) && *count >= -1)) continue;   // what is no number is the reader's to refuse; -1 says unknown
    return fail(ErrorCode::bad_input, std::string(name) + " '" + std::string(words.substr(0, 40)) + "' is no count");
  }
  return {};
}

Result<void> RowReader::has_each_column_once() const {
  if (parts_->fields.twice().empty()) return {};
  return fail(ErrorCode::bad_input, "the header names the column '" + parts_->fields.twice() + "' twice: which of them counts?");
}

std::uint64_t text_key(std::string_view text) {
  std::uint64_t hash = 1469598103934665603u;
  std::size_t letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (byte <= 0x20) continue;
    hash = (hash ^ byte) * 1099511628211u;
    ++letters;
  }
  return letters < 24 ? 0 : std::max<std::uint64_t>(hash, 1);
}

}  // namespace locarno::watch
