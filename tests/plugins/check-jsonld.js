#!/usr/bin/env node
/* Reads what we write as Web Annotations with somebody else's JSON-LD reader, as triples.

   check-jsonld.js SCHO PROJECT CONTEXT

CONTEXT has what we use of the Recommendation's context; nothing is loaded from elsewhere.

Where npm's jsonld is: npm install jsonld, and NODE_PATH says where. */
'use strict';

const {execFileSync} = require('child_process');
const {readFileSync} = require('fs');
const jsonld = require('jsonld');
const [scho, project, contextPath] = process.argv.slice(2);
const OA = 'http://www.w3.org/ns/oa#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

const context = JSON.parse(readFileSync(contextPath, 'utf8'));

async function documentLoader(url) {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`asked for ${url}`);
  return {document: context, documentUrl: url, contextUrl: null};
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

async function check(form) {
  const bytes = execFileSync(scho, ['export', project, '--as', 'web-annotation', '--set',
    `form=${form}`], {maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore']});
  const whole = JSON.parse(bytes.toString('utf8'));
  const n = form === 'list' ? whole.length : whole.total;
  const triples = await jsonld.toRDF(whole, {documentLoader});
  const count = (predicate, object) => triples.filter((t) => t.predicate.value === predicate
    && (object === undefined || t.object.value === object)).length;

  if (n === 0) fail('the project has no codings');
  if (count(RDF + 'type', OA + 'Annotation') !== n) fail(`${form}: not ${n} annotations`);
  if (count(OA + 'hasTarget') !== n) fail(`${form}: not one target each`);
  if (count(OA + 'hasSelector') !== 2 * n) fail(`${form}: not two selectors each`);
  if (count(OA + 'hasPurpose', OA + 'tagging') !== n) fail(`${form}: not one tag each`);
  if (count(OA + 'exact') !== n || count(OA + 'start') !== n) fail(`${form}: selectors`);
  if (count('http://purl.org/dc/terms/creator') !== n) fail(`${form}: not one creator each`);
  console.log(`${form}: ${n} annotations, ${triples.length} triples`);
}

check('collection').then(() => check('list')).catch((error) => fail(String(error)));
