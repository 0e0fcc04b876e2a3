#ifndef DRIFT_CLIBXML2_SHIM_H
#define DRIFT_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// Where libxml2 is built with ICU its headers bring ICU's types, which clash with those of the toolchain's own ICU.
// The one struct that this changes is the tail of an encoder, which is never looked at.
#undef LIBXML_ICU_ENABLED
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#endif
