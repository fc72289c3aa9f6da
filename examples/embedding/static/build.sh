#!/bin/sh
# Renders each article of a site that is made of files to a page:
#
#   SITE=https://www.daily.example REVIEWS=https://reviews.example sh build.sh articles public
#
# articles/finland.json becomes public/finland.html. The site has to serve articles/ as well. Where a page cannot be
# rendered, the one that is there stays as it is, and the script ends with 1.
set -eu
: "${SITE:?where the site is, such as https://www.daily.example}"
: "${REVIEWS:?where browsers reach the review service, such as https://reviews.example}"
articles=${1:?the folder of the articles}
pages=${2:?the folder for the pages}

failed=0
mkdir -p "$pages"
for document in "$articles"/*.json; do
  name=$(basename "$document" .json)
  if "${SERVER:-standfirst-server}" render "$document" --src "$SITE/articles/$name.json" \
    --page "$SITE/$name.html" --reviews "$REVIEWS" --as page > "$pages/$name.new"; then
    mv "$pages/$name.new" "$pages/$name.html"
  else
    rm "$pages/$name.new"
    failed=1
  fi
done
exit "$failed"
