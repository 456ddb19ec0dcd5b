#include "watch_shelf.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace locarno::serve {
namespace {

/// The terms' files as they are, and which file the store is; what is in the store is not asked.
std::string stamp_of(const std::string& place, const study::Monitor* monitor) {
  std::string out;
  const auto add = [&](const std::string& name, bool only_which) {
    struct stat status{};
    if (stat((std::filesystem::path(place) / name).c_str(), &status) != 0) return void(out += name + " none\n");
    out += name + " " + std::to_string(status.st_ino);
    if (!only_which) out += " " + std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
    out += "\n";
  };
  add("case.toml", false);
  add(".locarno/watch.db", true);
  if (monitor == nullptr) return out;
  for (const TermsShape& shape : monitor->terms.shapes) add(shape.file, false);
  if (!monitor->terms.gazetteer.empty()) add(monitor->terms.gazetteer, false);
  return out;
}

}  // namespace

Result<WatchShelf::Loan> WatchShelf::borrow(const std::string& place, const Run& run) {
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const auto& one) { return one.first == place; });
    if (found != entries_.end()) entries_.splice(entries_.begin(), entries_, found);
    else entries_.emplace_front(place, std::make_shared<Entry>());
    entry = entries_.front().second;
    if (entries_.size() > most) entries_.pop_back();
  }
  Loan loan;
  loan.lock_ = std::unique_lock(entry->busy);
  if (!entry->live || entry->stamp != stamp_of(place, &entry->live->monitor())) {
    entry->live.reset();
    LOC_TRY(study::Monitor monitor, study::open_monitor(place, "", false));
    entry->stamp = stamp_of(place, &monitor);
    entry->live.emplace(std::move(monitor));
  }
  LOC_TRY(loan.judged, entry->live->refresh(run));
  loan.live_ = &*entry->live;
  loan.entry_ = std::move(entry);
  return loan;
}

}  // namespace locarno::serve
