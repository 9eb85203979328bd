#!/usr/bin/env node
/* Reads what we write as Web Annotations with somebody else's JSON-LD reader, as triples.

   check-jsonld.js SCHO PROJECT

Skipped (77) where npm's jsonld is not there: npm install jsonld, and NODE_PATH says where. */
'use strict';

const {execFileSync} = require('child_process');
const [scho, project] = process.argv.slice(2);
const OA = 'http://www.w3.org/ns/oa#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

let jsonld;
try {
  jsonld = require('jsonld');
} catch (error) {
  console.log('skipped: the JSON-LD reader of npm (jsonld) is not here');
  process.exit(77);
}

/* Of the Recommendation's context what we use; nothing is loaded from elsewhere. */
const address = (name) => ({'@type': '@id', '@id': name});
const words = (name) => ({'@type': '@vocab', '@id': name});
const context = {
  oa: OA, rdf: RDF, dc: 'http://purl.org/dc/elements/1.1/', dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  as: 'http://www.w3.org/ns/activitystreams#',
  id: address('@id'), type: address('@type'),
  Annotation: 'oa:Annotation', TextualBody: 'oa:TextualBody', Person: 'foaf:Person',
  TextQuoteSelector: 'oa:TextQuoteSelector', TextPositionSelector: 'oa:TextPositionSelector',
  AnnotationCollection: 'as:OrderedCollection', AnnotationPage: 'as:OrderedCollectionPage',
  tagging: 'oa:tagging', commenting: 'oa:commenting',
  body: address('oa:hasBody'), target: address('oa:hasTarget'), source: address('oa:hasSource'),
  selector: address('oa:hasSelector'), creator: address('dcterms:creator'),
  first: address('as:first'), items: {...address('as:items'), '@container': '@list'},
  motivation: words('oa:motivatedBy'), purpose: words('oa:hasPurpose'),
  format: 'dc:format', created: 'dcterms:created', value: 'rdf:value', name: 'foaf:name',
  label: 'rdfs:label', total: 'as:totalItems', startIndex: 'as:startIndex',
  start: 'oa:start', end: 'oa:end', exact: 'oa:exact', prefix: 'oa:prefix', suffix: 'oa:suffix',
};

async function documentLoader(url) {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`asked for ${url}`);
  return {document: {'@context': context}, documentUrl: url, contextUrl: null};
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
