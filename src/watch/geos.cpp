#include "watch/geos.hpp"

#include <dlfcn.h>

#include <string>
#include <type_traits>

namespace locarno::watch {
namespace {

/// The name that version 1 of the C interface keeps.
constexpr const char* library = "libgeos_c.so.1";

struct Opened {
  GeosCalls calls;
  std::string trouble;
};

Opened open() {
  Opened out;
  void* const handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* const why = dlerror();
    out.trouble = why == nullptr ? library : why;
    return out;
  }
  const auto find = [&](auto& call, const char* name) {
    call = reinterpret_cast<std::remove_reference_t<decltype(call)>>(dlsym(handle, name));
    if (call == nullptr && out.trouble.empty()) out.trouble = std::string(library) + " has no " + name;
  };
#define LOC_GEOS(name) find(out.calls.name, #name);
  LOC_GEOS_CALLS
#undef LOC_GEOS
  return out;
}

const Opened& opened() {
  static const Opened once = open();
  return once;
}

}  // namespace

Result<void> open_geos() {
  if (opened().trouble.empty()) return {};
  return fail(ErrorCode::io, "shapes need the library GEOS, which could not be opened: " + opened().trouble + "; on Debian: apt-get install libgeos-c1v5");
}

const GeosCalls& geos() { return opened().calls; }

}  // namespace locarno::watch
