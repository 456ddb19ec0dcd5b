#pragma once
/// GEOS, opened when a shape is first asked for: a third of all symbols the dynamic linker looked up at every start were
/// this library's, and most commands know no shape.
///   if (const auto opened = open_geos(); !opened) return fail(...);
///   geos().GEOSBuffer_r(...)
/// Errors: open_geos when the library cannot be opened or lacks a function; `geos()` only after it went well.
/// Any number of threads may ask at once.
#include <geos_c.h>

#include "base/result.hpp"

namespace locarno::watch {

#define LOC_GEOS_CALLS \
  LOC_GEOS(GEOSBoundary_r) \
  LOC_GEOS(GEOSBuffer_r) \
  LOC_GEOS(GEOSContext_setErrorMessageHandler_r) \
  LOC_GEOS(GEOSContext_setNoticeMessageHandler_r) \
  LOC_GEOS(GEOSCoordSeq_create_r) \
  LOC_GEOS(GEOSCoordSeq_setXY_r) \
  LOC_GEOS(GEOSFree_r) \
  LOC_GEOS(GEOSGeom_clone_r) \
  LOC_GEOS(GEOSGeom_createCollection_r) \
  LOC_GEOS(GEOSGeom_createLineString_r) \
  LOC_GEOS(GEOSGeom_createLinearRing_r) \
  LOC_GEOS(GEOSGeom_createPointFromXY_r) \
  LOC_GEOS(GEOSGeom_createPoint_r) \
  LOC_GEOS(GEOSGeom_createPolygon_r) \
  LOC_GEOS(GEOSGeom_destroy_r) \
  LOC_GEOS(GEOSGeom_getXMax_r) \
  LOC_GEOS(GEOSGeom_getXMin_r) \
  LOC_GEOS(GEOSGeom_getYMax_r) \
  LOC_GEOS(GEOSGeom_getYMin_r) \
  LOC_GEOS(GEOSGetGeometryN_r) \
  LOC_GEOS(GEOSGetNumGeometries_r) \
  LOC_GEOS(GEOSPrepare_r) \
  LOC_GEOS(GEOSPreparedContains_r) \
  LOC_GEOS(GEOSPreparedDistance_r) \
  LOC_GEOS(GEOSPreparedGeom_destroy_r) \
  LOC_GEOS(GEOSPreparedIntersects_r) \
  LOC_GEOS(GEOSUnaryUnion_r) \
  LOC_GEOS(GEOS_finish_r) \
  LOC_GEOS(GEOS_init_r) \
  LOC_GEOS(GEOSisValidReason_r) \
  LOC_GEOS(GEOSisValid_r)

struct GeosCalls {
#define LOC_GEOS(name) decltype(&::name) name = nullptr;
  LOC_GEOS_CALLS
#undef LOC_GEOS
};

Result<void> open_geos();
const GeosCalls& geos();

}  // namespace locarno::watch
