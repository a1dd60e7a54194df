// The configuration that stands beside it, with all that a build says about links written down in
// `said.jsonl`, and the address of every document in `addresses.json`.
const fs = require('fs');
const {applyTrailingSlash} = require('@docusaurus/utils-common');
const site = require('./docusaurus.config.js');

const note = (kind) => ({sourceFilePath, url}) =>
  fs.appendFileSync(`${__dirname}/said.jsonl`, `${JSON.stringify({kind, sourceFilePath, url})}\n`);

const addresses = ({siteConfig}) => ({
  name: 'addresses',
  allContentLoaded({allContent}) {
    const found = {};
    for (const docs of Object.values(allContent['docusaurus-plugin-content-docs'] ?? {})) {
      for (const version of docs.loadedVersions) {
        for (const {source, permalink} of version.docs) {
          found[source] = applyTrailingSlash(permalink, siteConfig);
        }
      }
    }
    fs.writeFileSync(`${__dirname}/addresses.json`, JSON.stringify(found));
  },
});

module.exports = {
  ...site,
  onBrokenLinks: 'log',
  onBrokenAnchors: 'log',
  onDuplicateRoutes: 'ignore',
  markdown: {
    ...site.markdown,
    hooks: {onBrokenMarkdownLinks: note('link'), onBrokenMarkdownImages: note('image')},
  },
  plugins: [...(site.plugins ?? []), addresses],
};
