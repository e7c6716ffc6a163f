using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Masks
{
    internal sealed class MaskEditsTests
    {
        private static readonly Size Input = new Size(40, 40);

        [Test]
        public void HistoryFollowsAListOfStatesWithAPlaceInIt()
        {
            var random = new Random(21);
            var history = new History<string>("0");
            var states = new List<string> { "0" };
            int place = 0;
            for (int step = 1; step < 400; step++)
            {
                int choice = random.Next(3);
                if (choice == 0)
                {
                    states = states.Take(place + 1).Append(step.ToString()).ToList();
                    states = states.Skip(Math.Max(0, states.Count - History<string>.MaxSteps - 1)).ToList();
                    place = states.Count - 1;
                    Assert.IsTrue(history.Take(states[place]));
                }
                else
                {
                    int next = choice == 1 ? Math.Max(0, place - 1) : Math.Min(states.Count - 1, place + 1);
                    Assert.AreEqual(next != place, choice == 1 ? history.Undo() : history.Redo());
                    place = next;
                }
                Assert.AreEqual(states[place], history.Present);
                Assert.AreEqual(place, history.Past);
                Assert.AreEqual(states.Count - 1 - place, history.Future);
            }
        }

        [Test]
        public void AStepToWhereItIsIsNone()
        {
            var history = new History<string>("a");
            Assert.IsFalse(history.Take(history.Present));
            Assert.AreEqual(0, history.Past);
        }

        [Test]
        public void MasksOfAnotherImageGo()
        {
            var masks = new MaskEdits();
            masks.Begin(new[] { new PlacedMask(new Rectangle(1, 1, 4, 4)) });
            masks.Adopt("other", Input);
            Assert.AreEqual(1, masks.All.Count);
            masks.Adopt("third", Input);
            Assert.AreEqual(0, masks.All.Count);
            Assert.IsFalse(masks.CanUndo);
        }

        [Test]
        public void MasksAreScaledForAnotherSizeOfTheInput()
        {
            MaskEdits masks = Adopted();
            masks.Add(new Rectangle(10, 20, 4, 6));
            masks.Adopt("image", new Size(80, 80));
            Assert.AreEqual("r20,40,8,12", MaskText.Of(masks.All));
        }

        [Test]
        public void ThereAreNotMoreThanARequestMayHold()
        {
            MaskEdits masks = Adopted();
            List<PlacedMask> many = Enumerable.Range(0, LayersRequest.MaxMasks + 1)
                .Select(row => new PlacedMask(new Rectangle(0, 0, 1, 1))).ToList();
            Assert.IsFalse(masks.Commit(many));
            Assert.AreEqual(0, masks.All.Count);
            many.RemoveAt(0);
            Assert.IsTrue(masks.Commit(many));
        }

        [Test]
        public void WhatIsDrawnIsADraftUntilTheHandIsLifted()
        {
            MaskEdits masks = Adopted();
            int changes = 0;
            masks.Changed += () => changes++;
            var hand = new Hand(new Tools(), masks);
            hand.Start(new ImagePoint(2, 3), Input, null);
            hand.Move(new ImagePoint(9, 12));
            Assert.AreEqual(0, masks.All.Count);
            Assert.AreEqual("r2,3,8,10", MaskText.Of(masks.Live));
            Assert.IsTrue(hand.End());
            Assert.AreEqual("r2,3,8,10", MaskText.Of(masks.All));
            Assert.IsNull(masks.Draft);
            // The draft came in two steps (a click is no rectangle yet), and what was drawn in a third.
            Assert.AreEqual(3, changes);
            Assert.IsTrue(masks.Undo());
            Assert.AreEqual(0, masks.Live.Count);
            Assert.IsTrue(masks.Redo());
            Assert.IsTrue(hand.RemoveAt(new ImagePoint(4.5, 4.5)));
            Assert.IsFalse(hand.RemoveAt(new ImagePoint(4.5, 4.5)));
        }

        [Test]
        public void AClickIsNoRectangle()
        {
            MaskEdits masks = Adopted();
            var hand = new Hand(new Tools(), masks);
            hand.Start(new ImagePoint(2, 3), Input, null);
            hand.Move(new ImagePoint(3, 4));
            hand.End();
            Assert.AreEqual(0, masks.All.Count);
        }

        [Test]
        public void AMaskIsMovedAndKeepsItsName()
        {
            MaskEdits masks = Adopted();
            masks.Add(new Rectangle(4, 4, 6, 6));
            int id = masks.All[0].Id;
            Draw(masks, Tool.Move, (5, 5), (8, 90));
            Assert.AreEqual("r7,34,6,6", MaskText.Of(masks.All));
            Assert.AreEqual(id, masks.All[0].Id);
        }

        [Test]
        public void TheEraserRemovesEveryMaskThatItPassesOver()
        {
            MaskEdits masks = Adopted();
            masks.Add(new Rectangle(0, 0, 4, 4));
            masks.Add(new Rectangle(10, 10, 4, 4));
            masks.Add(new Rectangle(20, 20, 4, 4));
            Draw(masks, Tool.Eraser, (1, 1), (11, 11), (30, 30));
            Assert.AreEqual("r20,20,4,4", MaskText.Of(masks.All));
        }

        [Test]
        public void AStrokeMasksTheSuperpixelsThatItPassesOverOrFreesThem()
        {
            Segments segments = SegmentsTests.Halves(Input);
            MaskEdits masks = Adopted();
            Draw(masks, Tool.Superpixel, segments, (1, 1), (1, 2), (1, 39));
            Assert.AreEqual(2, masks.All.Count);
            Assert.IsTrue(masks.All.All(mask => mask.Superpixel));
            byte[] flags = new byte[Input.Area];
            MaskShape.Coverage(masks.All, Input, flags);
            Assert.IsTrue(flags.All(flag => flag == 1));
            Draw(masks, Tool.Superpixel, segments, (1, 1), (5, 1));
            Assert.AreEqual(1, masks.All.Count);
            Assert.AreEqual(20, masks.All[0].Mask.Left);
        }

        private static void Draw(MaskEdits masks, Tool tool, params (double Row, double Column)[] way)
        {
            Draw(masks, tool, null, way);
        }

        private static void Draw(
            MaskEdits masks, Tool tool, Segments? segments, params (double Row, double Column)[] way)
        {
            var hand = new Hand(new Tools { InHand = tool }, masks);
            hand.Start(new ImagePoint(way[0].Row, way[0].Column), Input, segments);
            foreach ((double row, double column) in way)
            {
                hand.Move(new ImagePoint(row, column));
            }
            Assert.IsTrue(hand.End());
        }

        private static MaskEdits Adopted()
        {
            var masks = new MaskEdits();
            masks.Adopt("image", Input);
            return masks;
        }
    }
}
