import time, statistics, pytest
from django.test import Client
from reskontra.interface.people import add_user, let_in
from reskontra.interface.models import CacheRow
pytestmark = pytest.mark.django_db
def test_t(settings):
    settings.ACCOUNT_RATE_LIMITS=False
    for u in ("alice","bob"): add_user(username=u, password="kastanj i maj 1914")
    u=__import__("reskontra.interface.models",fromlist=["User"]).User
    u.objects.filter(username="bob").update(is_active=False)
    n=u(username="nopw"); n.set_unusable_password(); n.save()
    import django.contrib.auth.hashers as h
    print(settings.PASSWORD_HASHERS)
    settings.PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]
    for x in ("alice","bob"):
        o=u.objects.get(username=x); o.set_password("kastanj i maj 1914"); o.save()
    out={}
    for name in ("alice","bob","nopw","nobody")*12:
        CacheRow.objects.all().delete()
        c=Client(); t=time.perf_counter(); c.post("/account/login/",{"login":name,"password":"wrong wrong wrong"}); out.setdefault(name,[]).append(time.perf_counter()-t)
    print({k:round(statistics.median(v)*1000,1) for k,v in out.items()})
