// The failing file layer of fault/vfs.hpp (a test source, so that it is built with this room's tests).
#include "fault/vfs.hpp"

namespace locarno::fault {
namespace {

struct File {
  sqlite3_file base;
  sqlite3_file* real;        ///< behind this struct, in the same allocation
};

sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
sqlite3_vfs* system_vfs() { return sqlite3_vfs_find("unix"); }

/// Counts one change to the disk; true when it must fail.
bool must_fail() {
  Plan& p = plan();
  ++p.seen;
  return p.fail_at != 0 && (p.stays ? p.seen >= p.fail_at : p.seen == p.fail_at);
}

int x_close(sqlite3_file* f) { return real_of(f)->pMethods == nullptr ? SQLITE_OK : real_of(f)->pMethods->xClose(real_of(f)); }
int x_read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return real_of(f)->pMethods->xRead(real_of(f), to, n, at); }
int x_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (must_fail()) {
    if (plan().halves && n > 1) real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
    return plan().code;
  }
  return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}
int x_truncate(sqlite3_file* f, sqlite3_int64 n) { return must_fail() ? plan().code : real_of(f)->pMethods->xTruncate(real_of(f), n); }
int x_sync(sqlite3_file* f, int flags) { return must_fail() ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags); }
int x_size(sqlite3_file* f, sqlite3_int64* n) { return real_of(f)->pMethods->xFileSize(real_of(f), n); }
int x_lock(sqlite3_file* f, int how) { return real_of(f)->pMethods->xLock(real_of(f), how); }
int x_unlock(sqlite3_file* f, int how) { return real_of(f)->pMethods->xUnlock(real_of(f), how); }
int x_reserved(sqlite3_file* f, int* out) { return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out); }
int x_control(sqlite3_file* f, int op, void* arg) { return real_of(f)->pMethods->xFileControl(real_of(f), op, arg); }
int x_sector(sqlite3_file* f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
int x_traits(sqlite3_file* f) { return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f)); }
int x_shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  if (extend != 0 && must_fail()) return SQLITE_IOERR_SHMSIZE;
  return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}
int x_shm_lock(sqlite3_file* f, int at, int n, int flags) { return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags); }
void x_shm_barrier(sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
int x_shm_unmap(sqlite3_file* f, int remove) { return real_of(f)->pMethods->xShmUnmap(real_of(f), remove); }

const sqlite3_io_methods methods{2,      x_close,  x_read,     x_write,   x_truncate, x_sync,     x_size,        x_lock,
                                 x_unlock, x_reserved, x_control, x_sector, x_traits,  x_shm_map,  x_shm_lock,    x_shm_barrier,
                                 x_shm_unmap, nullptr, nullptr};

int v_open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out) {
  File* file = reinterpret_cast<File*>(f);
  file->base.pMethods = nullptr;
  file->real = reinterpret_cast<sqlite3_file*>(file + 1);
  const bool is_temporary = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) == 0;
  if (plan().read_only && !is_temporary && (flags & SQLITE_OPEN_READWRITE) != 0) return SQLITE_READONLY;
  const int code = system_vfs()->xOpen(system_vfs(), name, file->real, flags, out);
  if (code == SQLITE_OK) file->base.pMethods = &methods;
  return code;
}
int v_delete(sqlite3_vfs*, const char* name, int sync) {
  return must_fail() ? SQLITE_IOERR_DELETE : system_vfs()->xDelete(system_vfs(), name, sync);
}
int v_access(sqlite3_vfs*, const char* name, int flags, int* out) { return system_vfs()->xAccess(system_vfs(), name, flags, out); }
int v_full(sqlite3_vfs*, const char* name, int n, char* out) { return system_vfs()->xFullPathname(system_vfs(), name, n, out); }
int v_random(sqlite3_vfs*, int n, char* out) { return system_vfs()->xRandomness(system_vfs(), n, out); }
int v_sleep(sqlite3_vfs*, int us) { return system_vfs()->xSleep(system_vfs(), us); }
int v_time(sqlite3_vfs*, double* out) { return system_vfs()->xCurrentTime(system_vfs(), out); }
int v_error(sqlite3_vfs*, int, char*) { return 0; }
int v_time64(sqlite3_vfs*, sqlite3_int64* out) { return system_vfs()->xCurrentTimeInt64(system_vfs(), out); }

}  // namespace

Plan& plan() {
  static Plan the_plan;
  return the_plan;
}

std::string vfs_name() {
  static sqlite3_vfs vfs{};
  if (vfs.zName == nullptr) {
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + system_vfs()->szOsFile;
    vfs.mxPathname = system_vfs()->mxPathname;
    vfs.zName = "locarno-fault";
    vfs.xOpen = v_open;
    vfs.xDelete = v_delete;
    vfs.xAccess = v_access;
    vfs.xFullPathname = v_full;
    vfs.xRandomness = v_random;
    vfs.xSleep = v_sleep;
    vfs.xCurrentTime = v_time;
    vfs.xGetLastError = v_error;
    vfs.xCurrentTimeInt64 = v_time64;
    sqlite3_vfs_register(&vfs, 0);
  }
  return vfs.zName;
}

}  // namespace locarno::fault
