#pragma once
// locarno/watch/bulletin.hpp -- a day's findings as a signed file that can be redacted and still be checked.
//
// Method     A field is bound by commitment = SHA-256(salt \n name \n value); a finding by root = SHA-256(id \n version \n its
//            commitments, one a line); a bulletin by root = SHA-256(its findings' roots, one a line) and
//            hash = SHA-256("locarno bulletin 1" \n case \n day \n number \n previous \n digest \n root), each in lower-case
//            hexadecimal. `previous` is the hash of the bulletin before, 64 zeros for the first. The signature is Ed25519 over
//            the 64 characters of the hash. A redacted field keeps its commitment and loses salt and value: hash and
//            signature stay. Salts are HMAC-SHA-256 of a secret, so that a short value cannot be guessed from its commitment.
//            tools/check_bulletin.py does the same with none of this code.
// Form       What is hashed is text parted by line breaks, so nothing but a value may hold one; a key that is not sealed, a key told twice and
//            a field with both a value and a commitment would show words that nobody signed: all are refused. The fields of a finding stand
//            in one order, so that a redacted one cannot pass for another. (A redacted "sector" of an alarm can pass for "sources".)
// Tested by  tests/watch/bulletin_test.cpp, tests/system/watch_test.cpp, fuzz/watch_bulletin_fuzz.cpp
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

struct BulletinField {
  std::string name, value, salt;
  std::string commitment;             ///< of salt, name and value; all that is left of a redacted one
  bool is_redacted = false;
};

struct BulletinFinding {
  std::string id;
  int version = 1;
  std::vector<BulletinField> fields;  ///< in the order of their commitments
  const std::string* value(std::string_view name) const;   ///< null when absent or redacted
};

struct Bulletin {
  std::string case_id, day;
  std::int64_t number = 1;
  std::string previous, digest;
  std::vector<BulletinFinding> findings;
  std::string root, hash, signature, public_key;
};

/// The names of a finding's fields, or of an alarm's (either of "sector" and "sources"), in their order: what `redact` may name.
std::span<const std::string_view> bulletin_fields(bool of_alarm);
/// Salts of fields that have none, commitments, root, hash. `secret`: of the publisher.
void seal(Bulletin& bulletin, std::string_view secret);
/// The whole, or with these fields redacted. Same bulletin, same bytes.
std::string bulletin_json(const Bulletin& bulletin, const std::set<std::string>& redact);
/// Errors: bad_input with file:line:column (no bulletin, a key nobody sealed or told twice, a field both shown and redacted).
Result<Bulletin> read_bulletin(std::string_view json, const std::string& file);
/// What does not hold: form, commitments, roots, hash, signature. `public_pem` empty: the key in the file, which then only says that
/// the file is whole. Empty answer: all holds.
std::vector<std::string> check_bulletin(const Bulletin& bulletin, std::string_view public_pem);

}  // namespace locarno::watch
