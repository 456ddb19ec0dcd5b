#include "watch/bulletin.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "model/json_tree.hpp"
#include "watch/sign.hpp"

namespace locarno::watch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 18> finding_fields = {"state", "clause", "begin", "end", "act", "severity", "sector", "shape", "happened", "inside", "attribution", "named",
                                                             "exemption", "place", "sources", "evidence", "dissent", "objections"};
constexpr std::array<std::string_view, 8> alarm_fields = {"state", "kind", "sector", "sources", "days", "seen", "base_rate", "single_day"};

/// Each name of its list, in its order: a redacted field cannot pass for another. An alarm is of a sector or of sources.
bool in_order(const BulletinFinding& finding) {
  const bool is_alarm = finding.id.starts_with("a-");
  std::vector<std::string_view> names, due;
  for (const BulletinField& field : finding.fields) names.push_back(field.name);
  for (const std::string_view name : bulletin_fields(is_alarm))
    if (!is_alarm || (name != "sector" && name != "sources") || std::find(names.begin(), names.end(), name) != names.end()) due.push_back(name);
  return names == due && (!is_alarm || names.size() + 1 == alarm_fields.size());
}

bool is_hex(std::string_view text, std::size_t digits) { return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

bool is_line(std::string_view text) { return !text.empty() && text.find_first_of("\r\n") == std::string_view::npos; }

bool is_day(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 8;
}

/// Whether each part is of a form that cannot be read in two ways in what is hashed.
bool has_form(const Bulletin& b) {
  if (!is_line(b.case_id) || !is_day(b.day) || b.number < 1) return false;
  for (const std::string& one : {b.previous, b.digest, b.root, b.hash})
    if (!is_hex(one, 64)) return false;
  for (const BulletinFinding& finding : b.findings) {
    if (!is_line(finding.id) || finding.version < 1) return false;
    if (!in_order(finding)) return false;
    for (const BulletinField& field : finding.fields)
      if (!is_hex(field.commitment, 64) || (!field.is_redacted && !is_hex(field.salt, 32))) return false;
  }
  return true;
}

std::string commitment_of(const BulletinField& field) { return sha256_hex(field.salt + "\n" + field.name + "\n" + field.value); }

std::string root_of(const BulletinFinding& finding) {
  std::string bytes = finding.id + "\n" + std::to_string(finding.version);
  for (const BulletinField& field : finding.fields) bytes += "\n" + field.commitment;
  return sha256_hex(bytes);
}

std::string root_of(const Bulletin& bulletin) {
  std::string bytes;
  for (const BulletinFinding& finding : bulletin.findings) bytes += (bytes.empty() ? "" : "\n") + root_of(finding);
  return sha256_hex(bytes);
}

std::string hash_of(const Bulletin& b) {
  return sha256_hex("locarno bulletin 1\n" + b.case_id + "\n" + b.day + "\n" + std::to_string(b.number) + "\n" + b.previous + "\n" + b.digest + "\n" + b.root);
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  std::string text(const JsonValue& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    if (value != nullptr && (value->kind == JsonValue::Kind::string || value->kind == JsonValue::Kind::number)) return value->text;
    flaw(value == nullptr ? object : *value, "'" + std::string(key) + "' is missing or no text");
    return {};
  }
  std::int64_t number(const JsonValue& object, std::string_view key) {
    const std::string digits = text(object, key);
    std::int64_t out = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (code != std::errc() || end != digits.data() + digits.size()) flaw(object, "'" + std::string(key) + "' is no whole number");
    return out;
  }
  const std::vector<JsonValue>& list(const JsonValue& object, std::string_view key) {
    static const std::vector<JsonValue> none;
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->kind == JsonValue::Kind::list) return value->items;
    flaw(object, "'" + std::string(key) + "' is missing or no list");
    return none;
  }
  /// An object with these keys, each once, and no other.
  void only(const JsonValue& object, std::initializer_list<std::string_view> keys) {
    std::vector<std::string_view> seen;
    for (const auto& [key, value] : object.members) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) return flaw(value, "'" + key.substr(0, 40) + "' is not sealed: a bulletin has no such key here");
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) return flaw(value, "'" + key + "' stands twice");
      seen.push_back(key);
    }
  }
  void flaw(const JsonValue& at, std::string what) {
    if (!error) error = Error{ErrorCode::bad_input, std::move(what), json_place(bytes_, at.at, file_)};
  }
  std::optional<Error> error;

 private:
  std::string_view bytes_;
  const std::string& file_;
};

}  // namespace

const std::string* BulletinFinding::value(std::string_view name) const {
  for (const BulletinField& field : fields)
    if (field.name == name && !field.is_redacted) return &field.value;
  return nullptr;
}

std::span<const std::string_view> bulletin_fields(bool of_alarm) { return of_alarm ? std::span<const std::string_view>(alarm_fields) : finding_fields; }

void seal(Bulletin& bulletin, std::string_view secret) {
  for (BulletinFinding& finding : bulletin.findings)
    for (BulletinField& field : finding.fields) {
      if (field.is_redacted) continue;
      if (field.salt.empty()) field.salt = hmac_hex(secret, finding.id + "\n" + std::to_string(finding.version) + "\n" + field.name).substr(0, 32);
      field.commitment = commitment_of(field);
    }
  bulletin.root = root_of(bulletin);
  bulletin.hash = hash_of(bulletin);
}

std::string bulletin_json(const Bulletin& b, const std::set<std::string>& redact) {
  Json out;
  out["format"] = "locarno bulletin 1";
  out["case"] = b.case_id, out["day"] = b.day, out["number"] = b.number, out["previous"] = b.previous, out["digest"] = b.digest;
  Json findings = Json::array();
  for (const BulletinFinding& finding : b.findings) {
    Json row, fields = Json::array();
    row["id"] = finding.id, row["version"] = finding.version;
    for (const BulletinField& field : finding.fields) {
      Json one;
      one["name"] = field.name;
      if (field.is_redacted || redact.contains(field.name)) one["commitment"] = field.commitment;
      else one["value"] = field.value, one["salt"] = field.salt;
      fields.push_back(std::move(one));
    }
    row["fields"] = std::move(fields);
    findings.push_back(std::move(row));
  }
  out["findings"] = std::move(findings);
  out["root"] = b.root, out["hash"] = b.hash, out["public_key"] = b.public_key, out["signature"] = b.signature;
  return out.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<Bulletin> read_bulletin(std::string_view json, const std::string& file) {
  LOC_TRY(const JsonValue root, parse_json(json, file));
  Reader in(json, file);
  Bulletin out;
  if (in.text(root, "format") != "locarno bulletin 1") in.flaw(root, "this is no bulletin in a format known here ('locarno bulletin 1')");
  in.only(root, {"format", "case", "day", "number", "previous", "digest", "findings", "root", "hash", "public_key", "signature"});
  out.case_id = in.text(root, "case"), out.day = in.text(root, "day"), out.number = in.number(root, "number");
  out.previous = in.text(root, "previous"), out.digest = in.text(root, "digest");
  for (const JsonValue& row : in.list(root, "findings")) {
    BulletinFinding finding;
    in.only(row, {"id", "version", "fields"});
    finding.id = in.text(row, "id");
    finding.version = static_cast<int>(in.number(row, "version"));
    for (const JsonValue& one : in.list(row, "fields")) {
      BulletinField field;
      field.name = in.text(one, "name");
      field.is_redacted = one.find("commitment") != nullptr;
      if (field.is_redacted) in.only(one, {"name", "commitment"});
      else in.only(one, {"name", "value", "salt"});
      if (field.is_redacted) field.commitment = in.text(one, "commitment");
      else field.value = in.text(one, "value"), field.salt = in.text(one, "salt"), field.commitment = commitment_of(field);
      finding.fields.push_back(std::move(field));
    }
    out.findings.push_back(std::move(finding));
  }
  out.root = in.text(root, "root"), out.hash = in.text(root, "hash"), out.public_key = in.text(root, "public_key"), out.signature = in.text(root, "signature");
  if (in.error) return Failure(*in.error);
  return out;
}

std::vector<std::string> check_bulletin(const Bulletin& b, std::string_view public_pem) {
  std::vector<std::string> out;
  if (!has_form(b)) out.push_back("it is not written as a bulletin is: a name, a number or a hash has another form, or fields stand in another order");
  if (root_of(b) != b.root) out.push_back("the findings are not those the root was made of");
  if (hash_of(b) != b.hash) out.push_back("the hash does not follow from case, day, number, previous hash, digest and root");
  const auto signed_right = verify_signature(public_pem.empty() ? std::string_view(b.public_key) : public_pem, b.hash, b.signature);
  if (!signed_right) out.push_back(signed_right.error().what);
  else if (!public_pem.empty() && b.public_key != public_pem) out.push_back("the key in the file is not the publisher's");
  else if (!*signed_right) out.push_back("the signature is not that of this key over this hash");
  return out;
}

}  // namespace locarno::watch
