#pragma once
// A disk that fails on purpose: an SQLite file layer in front of the system's, whose n-th change to the disk (write,
// sync, truncate, delete) fails, and from then on every one, as on a full disk; or that one only, as a passing fault.
#include <sqlite3.h>

#include <string>

namespace locarno::fault {

struct Plan {
  long fail_at = 0;          ///< 1 = the first change; 0 = never
  int code = SQLITE_FULL;    ///< what it fails with
  bool stays = true;         ///< every later one fails too
  bool halves = false;       ///< the failing write leaves its first half behind (a torn write)
  bool read_only = false;    ///< nothing may be opened for writing
  long seen = 0;             ///< changes counted so far
  bool has_failed() const { return fail_at != 0 && seen >= fail_at; }
};

/// The one plan in force. Tests are single-threaded.
Plan& plan();
/// Registers the layer (once) and gives its name for OpenOptions::vfs.
std::string vfs_name();

}  // namespace locarno::fault
