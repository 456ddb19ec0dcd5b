#include "settle/domain.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/file.hpp"
#include "model/json_tree.hpp"

namespace locarno::settle {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 64;
constexpr std::size_t most_bytes = 16u << 20;

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) byte(0xE0 | code >> 12);
    else { byte(0xF0 | code >> 18); byte(0x80 | (code >> 12 & 0x3F)); }
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

bool has_ending(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  for (std::size_t i = 0; i < ending.size(); ++i)
    if ((name[name.size() - ending.size() + i] | 0x20) != ending[i]) return false;
  return true;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool could_be_domain_file(std::string_view name) {
  return has_ending(name, ".xml") || has_ending(name, ".json") || has_ending(name, ".csv") || has_ending(name, ".tsv");
}

/// UTF-16 with its mark as UTF-8, as Windows tools save tables and JSON; XML keeps its own declaration and is left alone.
std::string in_utf8(std::string bytes) {
  const bool is_little = bytes.starts_with("\xFF\xFE"), is_big = bytes.starts_with("\xFE\xFF");
  if (!is_little && !is_big) return bytes;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(is_little ? first | second << 8 : first << 8 | second);
  };
  std::string out;
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;
    }
    append_utf8(out, code);
  }
  return out;
}

Result<DomainFile> read_domain_file(const fs::path& path) {
  LOC_TRY(std::string bytes, read_file(path.string(), most_bytes));
  const std::string name = path.filename().string();
  return DomainFile{name, has_ending(name, ".xml") ? std::move(bytes) : in_utf8(std::move(bytes))};
}

/// Files of a folder that may belong to a domain, in natural order.
Result<std::vector<fs::path>> files_of(const std::string& folder) {
  std::error_code code;
  std::vector<fs::path> out;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored) && could_be_domain_file(at->path().filename().string())) out.push_back(at->path());
  }
  if (code) return fail(ErrorCode::io, "cannot list this folder: " + code.message(), folder);
  std::sort(out.begin(), out.end(), [](const fs::path& a, const fs::path& b) {
    return natural_less(a.filename().string(), b.filename().string());
  });
  return out;
}

DomainKind kind_of_json(const DomainFile& file) {
  const auto root = parse_json(file.bytes, file.name);
  if (!root || root->kind != JsonValue::Kind::object) return DomainKind::none;
  if (root->find("issuesValues") != nullptr) return DomainKind::geniusweb;
  if (root->find("issueWeights") != nullptr && root->find("issues") != nullptr) return DomainKind::negolog;
  if (root->find("parties") != nullptr && root->find("issues") != nullptr) return DomainKind::neutral;
  const bool is_wrapped = root->members.size() == 1 && root->members.front().second.kind == JsonValue::Kind::object;
  const JsonValue* inner = is_wrapped ? &root->members.front().second : nullptr;
  if (inner != nullptr && (inner->find("domain") != nullptr || inner->find("issueUtilities") != nullptr)) return DomainKind::geniusweb;
  return DomainKind::none;
}

/// Feeds and pages are XML, too: only these two elements make a domain.
DomainKind kind_of_xml(std::string_view text) {
  const bool is_one = text.find("<negotiation_template") != std::string_view::npos || text.find("<utility_space") != std::string_view::npos;
  return is_one ? DomainKind::genius : DomainKind::none;
}

Result<ScoreTable> read_kind(DomainKind kind, const std::vector<DomainFile>& files, ProfileReading reading) {
  if (kind == DomainKind::genius) return read_genius(files, reading);
  if (kind == DomainKind::geniusweb) return read_geniusweb(files);
  if (kind == DomainKind::negolog) return read_negolog(files);
  auto out = kind == DomainKind::neutral ? read_neutral(files.front()) : read_score_sheet(files.front());
  for (std::size_t i = 1; out && i < files.size(); ++i) out->notes.push_back(files[i].name + ": a domain of its own; passed over");
  return out;
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      std::size_t p = i, q = j;
      while (p < a.size() && is_digit(a[p])) ++p;
      while (q < b.size() && is_digit(b[q])) ++q;
      std::string_view x = a.substr(i, p - i), y = b.substr(j, q - j);
      while (x.size() > 1 && x.front() == '0') x.remove_prefix(1);
      while (y.size() > 1 && y.front() == '0') y.remove_prefix(1);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      i = p;
      j = q;
    } else if (a[i] != b[j]) {
      return a[i] < b[j];
    } else {
      ++i;
      ++j;
    }
  }
  return a.size() - i != b.size() - j ? a.size() - i < b.size() - j : a < b;
}

DomainKind kind_of(const DomainFile& file) {
  std::string_view head = file.bytes;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return DomainKind::none;
  head.remove_prefix(first);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {  // UTF-16: what matters here is ASCII
    std::string narrow;
    std::copy_if(head.begin(), head.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    return kind_of_xml(narrow);
  }
  if (head.front() == '<') return kind_of_xml(head);
  if (head.front() == '{') return kind_of_json(file);
  const bool is_table = has_ending(file.name, ".csv") || has_ending(file.name, ".tsv");
  const std::string_view line = head.substr(0, head.find('\n'));
  return is_table && line.find("issue") <= 1 && line.find("option") != std::string_view::npos ? DomainKind::sheet : DomainKind::none;
}

Result<ScoreTable> read_domain(const std::vector<DomainFile>& files, const std::string& name, ProfileReading reading) {
  std::vector<DomainKind> kinds;
  for (const DomainFile& file : files) {
    kinds.push_back(kind_of(file));
    if (kinds.back() == DomainKind::none && has_ending(file.name, ".json"))  // a profile cut short must not pass for none
      if (const auto broken = parse_json(file.bytes, file.name); !broken) return Failure(broken.error());
  }
  for (const DomainKind kind : {DomainKind::neutral, DomainKind::genius, DomainKind::geniusweb, DomainKind::negolog, DomainKind::sheet}) {
    std::vector<DomainFile> chosen;
    for (std::size_t i = 0; i < files.size(); ++i)
      if (kinds[i] == kind) chosen.push_back(files[i]);
    if (chosen.empty()) continue;
    LOC_TRY(ScoreTable out, read_kind(kind, chosen, reading));
    if (out.name.empty()) out.name = name;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (kinds[i] == DomainKind::none) out.notes.push_back(files[i].name + ": no domain or profile; passed over");
      else if (kinds[i] != kind) out.notes.push_back(files[i].name + ": another format than " + out.format + "; passed over");
    }
    LOC_CHECK(check_table(out));
    return out;
  }
  return fail(ErrorCode::bad_input,
              "no domain found; expected Genius XML, GeniusWeb, NegoLog or neutral JSON, or a CSV score sheet", name);
}

Result<ScoreTable> load_domain(const std::string& place, const std::vector<std::string>& only, ProfileReading reading) {
  std::error_code code;
  std::vector<fs::path> paths;
  if (fs::is_directory(place, code)) {
    LOC_TRY(paths, files_of(place));
  } else if (fs::exists(place, code)) {
    paths.push_back(place);
  } else {
    return fail(ErrorCode::not_found, "there is no such folder or file", place);
  }
  std::vector<DomainFile> files;
  for (const fs::path& path : paths) {
    if (files.size() == most_files) return fail(ErrorCode::bad_input, "the folder holds more than 64 files of a domain", place);
    LOC_TRY(DomainFile file, read_domain_file(path));
    files.push_back(std::move(file));
  }
  auto absolute = fs::absolute(place, code).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  LOC_TRY(ScoreTable out, read_domain(files, absolute.filename().string(), reading));
  if (only.empty()) return out;
  std::vector<ScoredParty> chosen;
  for (const std::string& name : only) {
    const std::string wanted = could_be_domain_file(name) ? name.substr(0, name.rfind('.')) : name;
    const auto at = std::find_if(out.parties.begin(), out.parties.end(), [&](const ScoredParty& p) { return p.name == wanted; });
    if (at == out.parties.end()) return fail(ErrorCode::not_found, "no profile '" + name + "' in this domain", place);
    chosen.push_back(*at);
  }
  out.parties = std::move(chosen);
  return out;
}

bool is_domain_place(const std::string& place) {
  std::error_code code;
  std::vector<fs::path> paths;
  if (fs::is_directory(place, code)) {
    if (fs::exists(fs::path(place) / "case.toml", code)) return false;
    auto files = files_of(place);
    if (!files) return false;
    paths = std::move(*files);
  } else if (fs::is_regular_file(place, code) && could_be_domain_file(place)) {
    paths.push_back(place);
  }
  for (std::size_t i = 0; i < paths.size() && i < most_files; ++i)
    if (const auto file = read_domain_file(paths[i]); file && kind_of(*file) != DomainKind::none) return true;
  return false;
}

}  // namespace locarno::settle
