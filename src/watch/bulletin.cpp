#include "watch/bulletin.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "model/json_tree.hpp"
#include "watch/sign.hpp"

namespace locarno::watch {
namespace {

using Json = nlohmann::ordered_json;

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
  out.case_id = in.text(root, "case"), out.day = in.text(root, "day"), out.number = in.number(root, "number");
  out.previous = in.text(root, "previous"), out.digest = in.text(root, "digest");
  for (const JsonValue& row : in.list(root, "findings")) {
    BulletinFinding finding;
    finding.id = in.text(row, "id");
    finding.version = static_cast<int>(in.number(row, "version"));
    for (const JsonValue& one : in.list(row, "fields")) {
      BulletinField field;
      field.name = in.text(one, "name");
      field.is_redacted = one.find("commitment") != nullptr;
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
  if (root_of(b) != b.root) out.push_back("the findings are not those the root was made of");
  if (hash_of(b) != b.hash) out.push_back("the hash does not follow from case, day, number, previous hash, digest and root");
  const auto signed_right = verify_signature(public_pem.empty() ? std::string_view(b.public_key) : public_pem, b.hash, b.signature);
  if (!signed_right) out.push_back(signed_right.error().what);
  else if (!*signed_right) out.push_back("the signature is not that of this key over this hash");
  return out;
}

}  // namespace locarno::watch
