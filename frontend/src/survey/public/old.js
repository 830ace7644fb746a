// biome-ignore-all lint: written for browsers without modules, which are the only ones that load it
(function () {
  /** @type {any} */
  var notice = document.getElementById('old');
  var link = notice.getElementsByTagName('a')[0];
  var survey = /[#&](p=[0-9a-f-]{36})/.exec(location.hash);
  if (survey) link.href += '#' + survey[1];
  link.appendChild(document.createTextNode(link.href));
  notice.className = '';
})();
