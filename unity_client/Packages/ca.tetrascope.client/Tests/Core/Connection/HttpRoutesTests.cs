using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    public sealed class HttpRoutesTests : StreamTests
    {
        [Test]
        public void TheCatalogIsAskedForWhenItIsFirstLookedAtAndOnce()
        {
            Transport.Always = null;
            Transport.Route(Routes.Networks, _ => FakeTransport.Answer(Golden.Networks));
            int changed = 0;
            Server.Catalog.Changed += () => changed++;
            Assert.That(Transport.Asked, Is.Empty);
            Assert.That(Server.Catalog.Networks.State, Is.EqualTo(LoadState.Loading));
            Server.Update();
            Assert.That(Server.Catalog.Networks.Value!.Count, Is.EqualTo(Golden.Networks.Networks.Count));
            Assert.That(changed, Is.EqualTo(1));
            Assert.That(Transport.Count(Routes.Networks), Is.EqualTo(1));
        }

        [Test]
        public void WhatCouldNotBeHadIsAskedForAgainWhenTheServerIsBack()
        {
            Assert.That(Server.Catalog.Samples.State, Is.EqualTo(LoadState.Loading));
            Server.Update();
            Assert.That(Server.Catalog.Samples.Complaint!.Code, Is.EqualTo("unreachable"));
            Transport.Always = FakeTransport.Answer(Golden.Samples);
            Connected();
            Server.Update();
            Assert.That(Server.Catalog.Samples.Value!.Count, Is.EqualTo(Golden.Samples.Samples.Count));
        }

        [Test]
        public void AReplacedServerIsAskedAnewAndWhatIsHereStaysMeanwhile()
        {
            Transport.Always = null;
            Transport.Route(Routes.Samples, _ => FakeTransport.Answer(Golden.Samples));
            Connected();
            Assert.That(Server.Catalog.Samples.State, Is.EqualTo(LoadState.Loading));
            Server.Update();
            Transport.Route(Routes.Samples, _ => null);
            Break();
            Wait(1);
            Greet("0.2.0");
            Assert.That(Transport.Count(Routes.Samples), Is.EqualTo(2));
            Assert.That(Server.Catalog.Samples.State, Is.EqualTo(LoadState.Ready));
        }

        [Test]
        public void ABusyServerIsAskedAgainAfterGrowingDelays()
        {
            Transport.Always = FakeTransport.Error("busy", 503);
            Complaint? complaint = null;
            Server.Http.Samples(_ => { }, failure => complaint = failure);
            Server.Update();
            foreach (int seconds in new[] { 1, 2, 4, 8 })
            {
                Assert.That(complaint, Is.Null);
                Wait(seconds - 0.001);
                Server.Update();
                Wait(0.002);
                Server.Update();
            }
            Assert.That(complaint!.Code, Is.EqualTo("busy"));
            Assert.That(Transport.Asked.Count, Is.EqualTo(5));
        }

        [Test]
        public void AnAnswerThatDoesNotComeInTimeIsGivenUp()
        {
            Transport.Always = null;
            Transport.Route(Routes.Health, _ => null);
            var complaints = new List<Complaint>();
            Server.Http.Health(_ => { }, complaints.Add);
            Wait(7.9);
            Assert.That(complaints, Is.Empty);
            Wait(0.2);
            Assert.That(complaints.Single().Message, Is.EqualTo("Expected the server's answer within 8 s, got none."));
            Wait(60);
            Assert.That(complaints.Count, Is.EqualTo(1));
        }

        [TestCase(200, "text/html", "unreachable")]
        [TestCase(502, "text/html", "unreachable")]
        [TestCase(301, null, "unreachable")]
        [TestCase(404, "text/html", "not_found")]
        [TestCase(401, null, "unauthorized")]
        [TestCase(503, null, "busy")]
        [TestCase(418, "text/plain", "failed")]
        [TestCase(200, "application/msgpack", "unreachable")]
        public void AnotherAnswerIsJudgedByItsStatus(int status, string? type, string code)
        {
            Transport.Always = new HttpAnswer(status, type, new byte[] { 0xc1 });
            Complaint? complaint = null;
            Server.Http.Health(_ => { }, failure => complaint = failure);
            Server.Update();
            Assert.That(complaint!.Code, Is.EqualTo(code));
            Assert.That(complaint.Status, Is.EqualTo(status));
        }

        [Test]
        public void TheTokenAndTheAddressAreTheConnections()
        {
            Connect("secret-token-0000");
            Server.Http.Network("a b", _ => { }, _ => { });
            HttpQuestion question = Transport.Asked.Single();
            Assert.That(question.Token, Is.EqualTo("secret-token-0000"));
            Assert.That(question.Route.AbsoluteUri, Is.EqualTo("http://server:8765/v1/networks/a%20b"));
            Assert.That(question.Body, Is.Null);
        }

        [Test]
        public void NothingIsToldAfterTheEnd()
        {
            Transport.Always = FakeTransport.Answer(Golden.Health);
            Server.Http.Health(_ => throw new InvalidOperationException(), _ => throw new InvalidOperationException());
            Server.Dispose();
            Server.Update();
        }
    }
}
