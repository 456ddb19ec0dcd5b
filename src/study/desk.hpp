#pragma once
// locarno/study/desk.hpp -- a case (or only a folder of reports) with its codebook, ledger, documents and records.
//
// Question   Where is the case, which reports replace or join its own, which ledger?
// Answer     A Desk: everything the other questions of this room start from. Reading happens on the way: what the ledger
//            already holds for this codebook and engine is not read again.
// Places     CONTRACT: --reports replaces the case's reports/, --add-reports adds; given --reports the ledger is in
//            memory unless --ledger names one; else .locarno/ledger.db in the case folder, else in the current folder.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "ledger/ledger.hpp"
#include "model/case.hpp"
#include "model/codebook.hpp"
#include "model/draft.hpp"
#include "model/outlook.hpp"

namespace locarno::study {

struct DeskQuestion {
  std::string place;                      ///< case folder (has case.toml) or plain folder of reports; "" = none
  std::vector<std::string> reports;       ///< replace the case's own
  std::vector<std::string> add_reports;
  std::string ledger;                     ///< "" = as CONTRACT says; ":memory:"
  std::vector<std::string> codebooks;     ///< more codebook files
  bool read_reports = true;               ///< false: only open what the ledger holds
};

/// A report that could not be read; the others are read all the same.
struct Unread { std::string path; Error error; };

struct Desk {
  std::optional<CheckedCase> the_case;    ///< none: plain folder
  Outlook outlook;                        ///< of the case
  Codebook codebook;
  std::unique_ptr<ledger::Ledger> ledger;
  std::vector<Document> documents;        ///< of the reports asked for
  std::vector<Record> records;            ///< of these documents, decisions applied
  std::vector<Draft> drafts;              ///< of the case folder
  std::vector<Unread> unread;
  std::size_t read_now = 0;               ///< documents read in this run (the rest came from the ledger)
};

/// The regular files under `paths` (files or folders, recursive, hidden ones left out), in order of name.
/// Errors: io when a path does not exist or a folder holds no file.
Result<std::vector<std::string>> report_files(const std::vector<std::string>& paths);

/// The world's codebook, the case folder's own (question.place) and the further files, in this order.
Result<Codebook> load_codebook(const DeskQuestion& question);

/// What a ledger files a reading under: another codebook or another engine reads a report anew.
std::string reading_key(const Codebook& codebook);

Result<Desk> open_desk(const DeskQuestion& question, Run& run);

}  // namespace locarno::study
