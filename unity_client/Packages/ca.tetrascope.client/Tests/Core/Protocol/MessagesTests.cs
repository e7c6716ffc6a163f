using System;
using System.Collections.Generic;
using NUnit.Framework;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    internal sealed class MessagesTests
    {
        [Test]
        public void WhatHasADefaultIsNotSent()
        {
            byte[] bytes = new LayersRequest("cat", "net", clusters: 3).Encode();
            var reader = new MessagePackReader(bytes);
            Assert.That(reader.ReadMapHeader(), Is.EqualTo(2));
            LayersRequest read = LayersRequest.Decode(bytes);
            Assert.That(read.Clusters, Is.EqualTo(LayersRequest.DefaultClusters));
            Assert.That(read.Masks, Is.Empty);
            Assert.That(read.Layers, Is.Null);
            Assert.That(read.Fill, Is.EqualTo(FillNames.Black));
        }

        [Test]
        public void WhatHasNoDefaultIsSent()
        {
            var masks = new Mask[] { new Rectangle(1, 2, 3, 4), new Bitmap(0, 0, 1, 8, new byte[] { 0x81 }) };
            var request = new LayersRequest(
                "cat", "net", FitNames.Pad, 0.25, masks, FillNames.Blur, layers: new[] { "stem" });
            LayersRequest read = LayersRequest.Decode(request.Encode());
            Assert.That(read.Fit, Is.EqualTo("pad"));
            Assert.That(read.CropAt, Is.EqualTo(0.25));
            Assert.That(read.Layers, Is.EqualTo(new[] { "stem" }));
            Assert.That(read.Masks[0], Is.InstanceOf<Rectangle>());
            Assert.That(read.Masks[0].Width, Is.EqualTo(4));
            Assert.That(((Bitmap)read.Masks[1]).Data.ToArray(), Is.EqualTo(new byte[] { 0x81 }));
        }

        [Test]
        public void AMaskWithoutAKindIsARectangle()
        {
            LayersRequest read = Masked(("top", 1), ("left", 2), ("height", 3), ("width", 4));
            Assert.That(((Rectangle)read.Masks[0]).Height, Is.EqualTo(3));
        }

        [Test]
        public void AMaskOfAnotherKindIsAnError()
        {
            var error = Assert.Throws<MessagePackException>(() => Masked(("kind", "circle")));
            Assert.That(error.Message, Does.StartWith("Expected 'rectangle' or 'bitmap' for kind, got 'circle'."));
        }

        [Test]
        public void UnknownFieldsArePassedOverAndOrderIsFree()
        {
            byte[] bytes = Map(("later", "x"), ("width", 4), ("image_id", "cat"), ("more", 1), ("height", 3));
            ImageInfo read = ImageInfo.Decode(bytes);
            Assert.That(read.ImageId, Is.EqualTo("cat"));
            Assert.That(read.Height, Is.EqualTo(3));
            Assert.That(read.Note, Is.Null);
        }

        [TestCase("image_id")]
        [TestCase("width")]
        [TestCase("height")]
        public void AMissingFieldIsNamed(string missing)
        {
            var entries = new List<(string, object)> { ("image_id", "cat"), ("width", 4), ("height", 3) };
            entries.RemoveAll(entry => entry.Item1 == missing);
            var error = Assert.Throws<MessagePackException>(() => ImageInfo.Decode(Map(entries.ToArray())));
            Assert.That(error.Message, Does.StartWith($"Expected a value for ImageInfo.{missing}, got none."));
        }

        [Test]
        public void AFieldOfAnotherKindIsNamed()
        {
            var error = Assert.Throws<MessagePackException>(() => ImageInfo.Decode(Map(("image_id", 3))));
            Assert.That(
                error.Message, Is.EqualTo("Expected text for ImageInfo.image_id, got a whole number. (at byte 10)"));
            Assert.That(error.Position, Is.EqualTo(10));
        }

        [Test]
        public void AFieldThatMayNotBeNullIsNamed()
        {
            byte[] bytes = { 0x81, 0xa5, (byte)'w', (byte)'i', (byte)'d', (byte)'t', (byte)'h', 0xc0 };
            var error = Assert.Throws<MessagePackException>(() => ImageInfo.Decode(bytes));
            Assert.That(error.Message, Does.StartWith("Expected a whole number for ImageInfo.width, got null."));
        }

        [Test]
        public void TheScoreOfAClusterWithoutOneIsItsEntropy()
        {
            var map = new Tensor(new[] { 1, 1 }, TensorDtypeNames.U1, 1, 0, new byte[] { 0 });
            Assert.That(new Cluster(0, new[] { 1 }, 0.25, null, map).MeanScore, Is.EqualTo(0.25));
        }

        [Test]
        public void FramesAreToldByTheirType()
        {
            Assert.That(ServerFrame.Decode(SharedFiles.Golden("hello_frame")), Is.InstanceOf<HelloFrame>());
            var part = (PartFrame)ServerFrame.Decode(SharedFiles.Golden("part_frame_layer"));
            Assert.That(part.Kind, Is.EqualTo(PartKindNames.Layer));
            Assert.That(((ClusteredLayer)part.Content).Clusters.Count, Is.EqualTo(2));
        }

        [Test]
        public void FramesAndPartsOfALaterVersionAreNoErrors()
        {
            ServerFrame frame = ServerFrame.Decode(Map(("type", "news"), ("text", "x")));
            Assert.That(((UnknownFrame)frame).Type, Is.EqualTo("news"));
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(5);
            foreach ((string key, string value) in new[] { ("type", "part"), ("id", "1"), ("kind", "sound") })
            {
                writer.WriteText(key);
                writer.WriteText(value);
            }
            writer.WriteText("sequence");
            writer.WriteInteger(0);
            writer.WriteText("content");
            writer.WriteArrayHeader(0);
            var part = (PartFrame)ServerFrame.Decode(writer.Written);
            Assert.That(((UnknownPart)part.Content).Kind, Is.EqualTo("sound"));
            Assert.That(part.Encode().Length, Is.EqualTo(writer.Written.Length));
        }

        [Test]
        public void APartIsReadByItsKindWhereverThatStands()
        {
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(4);
            writer.WriteText("content");
            var labels = new Tensor(new[] { 1, 1 }, TensorDtypeNames.U2, 1, 0, new byte[] { 0, 0 });
            new Superpixels(1, labels).Write(writer);
            foreach ((string key, string value) in new[] { ("id", "1"), ("kind", "superpixels") })
            {
                writer.WriteText(key);
                writer.WriteText(value);
            }
            writer.WriteText("sequence");
            writer.WriteInteger(0);
            Assert.That(PartFrame.Decode(writer.Written).Content, Is.InstanceOf<Superpixels>());
        }

        [Test]
        public void RequestsNameTheirOperation()
        {
            foreach (Operation operation in Operations.All)
            {
                Assert.That(operation.Path, Is.EqualTo($"/v1/{operation.Name}"));
            }
            Assert.That(new InputsRequest("a", "b").Operation, Is.EqualTo(Operations.Inputs.Name));
            Assert.That(Operations.Pools.Parts, Is.EqualTo(new[] { PartKindNames.PoolBatch, PartKindNames.Pool }));
            Assert.That(Routes.Network("a b/c"), Is.EqualTo("/v1/networks/a%20b%2Fc"));
        }

        [TestCase("u1", 4, 3)]
        [TestCase("u2", 4, 4)]
        public void ATensorOfAnotherLengthThanItsShapeIsAnError(string dtype, int needed, int given)
        {
            var tensor = new Tensor(new[] { 2, 2 }, dtype, 1, 0, new byte[given]);
            var error = Assert.Throws<MessagePackException>(() => Tensor.Decode(tensor.Encode()));
            int bytes = dtype == "u1" ? needed : 2 * needed;
            Assert.That(error.Message, Does.StartWith($"Expected {bytes} bytes for Tensor.data, got {given}."));
        }

        [Test]
        public void ATensorOfATypeThatIsNotKnownIsKept()
        {
            var tensor = new Tensor(new[] { 2, 2 }, "f2", 1, 0, new byte[8]);
            Assert.That(Tensor.Decode(tensor.Encode()).Dtype, Is.EqualTo("f2"));
        }

        [Test]
        public void AShapeThatOverflowsIsAnError()
        {
            var tensor = new Tensor(new[] { 65536, 65536, 65536, 65536 }, "u1", 1, 0, new byte[0]);
            Assert.Throws<MessagePackException>(() => Tensor.Decode(tensor.Encode()));
            tensor = new Tensor(new[] { -2, -2 }, "u1", 1, 0, new byte[4]);
            Assert.Throws<MessagePackException>(() => Tensor.Decode(tensor.Encode()));
        }

        [Test]
        public void ABitmapOfAnotherLengthThanItsSidesIsAnError()
        {
            var bitmap = new Bitmap(0, 0, 3, 3, new byte[1]);
            var error = Assert.Throws<MessagePackException>(() => Bitmap.Decode(bitmap.Encode()));
            Assert.That(error.Message, Does.StartWith("Expected 2 bytes for Bitmap.data, got 1."));
        }

        private static LayersRequest Masked(params (string Key, object Value)[] mask)
        {
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(3);
            writer.WriteText("image_id");
            writer.WriteText("cat");
            writer.WriteText("network_id");
            writer.WriteText("net");
            writer.WriteText("masks");
            writer.WriteArrayHeader(1);
            WriteMap(writer, mask);
            return LayersRequest.Decode(writer.Written);
        }

        private static byte[] Map(params (string Key, object Value)[] entries)
        {
            var writer = new MessagePackWriter();
            WriteMap(writer, entries);
            return writer.Written.ToArray();
        }

        private static void WriteMap(MessagePackWriter writer, (string Key, object Value)[] entries)
        {
            writer.WriteMapHeader(entries.Length);
            foreach ((string key, object value) in entries)
            {
                writer.WriteText(key);
                if (value is string text)
                {
                    writer.WriteText(text);
                }
                else
                {
                    writer.WriteInteger((int)value);
                }
            }
        }
    }
}
