import assert from 'node:assert/strict';
import { keywordLanguages } from '../../../src/core/chunking/keywords/keywordLanguages.ts';
import { keywordOutline } from '../../../src/core/chunking/keywords/keywordOutline.ts';
import { gluedCost } from '../../../src/core/chunking/outline/outline.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';

/** Each line with its symbol in front: `symbol | line`, one array entry per line. */
const samples: Readonly<Record<string, readonly string[]>> = {
  kotlin: [
    ' | package app.store',
    ' | ',
    'Store | /** Keeps things. */',
    'Store | @Singleton',
    'Store | class Store<T>(private val disk: Disk) : Closeable {',
    'Store |     private val all = mutableMapOf<String, T>()',
    'Store | ',
    'Store.find |     // Null where there is none.',
    'Store.find |     override suspend fun find(',
    'Store.find |         key: String,',
    'Store.find |     ): T? {',
    'Store.find |         return all[key]',
    'Store.find |     }',
    'Store | ',
    'Store.size |     fun size() = all.size',
    'Store | ',
    'Store.Companion |     companion object Companion {',
    'Store.Companion.open |         fun open(path: String): Store<Any> = Store(Disk(path))',
    'Store.Companion |     }',
    'Store | }',
    ' | ',
    'second | fun <T> List<T>.second(): T = this[1]',
    'works | @Test fun `works`() {',
    'works | }',
  ],
  swift: [
    ' | import Foundation',
    'Cart | /// What a person buys.',
    'Cart | public final class Cart: ObservableObject {',
    'Cart |     var items: [Item] = []',
    'Cart.total |     var total: Decimal {',
    'Cart.total |         items.reduce(0) { $0 + $1.price }',
    'Cart.total |     }',
    'Cart.init |     init(items: [Item]) {',
    'Cart.init |         self.items = items',
    'Cart.init |     }',
    'Cart.add |     @discardableResult',
    'Cart.add |     func add(_ item: Item, count: Int = 1) -> Bool {',
    'Cart.add |         guard count > 0 else { return false }',
    'Cart.add |         return true',
    'Cart.add |     }',
    'Cart | }',
    'Cart | extension Cart: Codable {',
    'Cart.encode |     func encode(to encoder: Encoder) throws {',
    'Cart.encode |     }',
    'Cart | }',
  ],
  scala: [
    'Queue | object Queue {',
    'Queue.empty |   def empty[A]: Queue[A] = new Queue(Nil)',
    'Queue.push |   def push[A](queue: Queue[A], item: A): Queue[A] = {',
    'Queue.push |     queue.copy(items = item :: queue.items)',
    'Queue.push |   }',
    'Queue | }',
    'Job | final case class Job(id: Int):',
    'Job.run |   override def run(): Unit =',
    'Job.run |     println(id)',
  ],
  dart: [
    " | import 'dart:io';",
    'Counter | /// Counts up.',
    'Counter | class Counter extends StatefulWidget {',
    'Counter |   final int start;',
    'Counter.createState |   @override',
    'Counter.createState |   State<Counter> createState() => _CounterState();',
    'Counter.load |   static Future<Counter> load(String path) async {',
    'Counter.load |     if (path.isEmpty) {',
    'Counter.load |       throw ArgumentError(path);',
    'Counter.load |     }',
    'Counter.load |     return Counter();',
    'Counter.load |   }',
    'Counter.isZero |   bool get isZero => start == 0;',
    'Counter | }',
    'main | void main() {',
    'main |   runApp(Counter());',
    'main | }',
  ],
  lua: [
    ' | local M = {}',
    'M.open | -- Opens a file.',
    'M.open | function M.open(path)',
    'M.open |   if path then',
    'M.open |     return io.open(path)',
    'M.open |   end',
    'M.open | end',
    'trim | local trim = function(text)',
    "trim |   return text:match('^%s*(.-)%s*$')",
    'trim | end',
    ' | return M',
  ],
  elixir: [
    'Shop.Cart | defmodule Shop.Cart do',
    'Shop.Cart |   use GenServer',
    'Shop.Cart.total |   @doc """',
    'Shop.Cart.total |   Sums the prices.',
    'Shop.Cart.total |   """',
    'Shop.Cart.total |   @spec total(list) :: integer',
    'Shop.Cart.total |   def total([]), do: 0',
    'Shop.Cart.total |   def total([item | rest]) do',
    'Shop.Cart.total |     item.price + total(rest)',
    'Shop.Cart.total |   end',
    'Shop.Cart.log |   defp log(text), do: IO.puts(text)',
    'Shop.Cart | end',
  ],
  zig: [
    ' | const std = @import("std");',
    'Point | pub const Point = struct {',
    'Point |     x: i32,',
    'Point.add |     /// Adds both.',
    'Point.add |     pub fn add(self: Point, other: Point) Point {',
    'Point.add |         return .{ .x = self.x + other.x };',
    'Point.add |     }',
    'Point | };',
    'adds points | test "adds points" {',
    'adds points |     try std.testing.expect(true);',
    'adds points | }',
  ],
  haskell: [
    ' | module Queue (push) where',
    ' | import Data.List',
    'Queue | -- | First in, first out.',
    'Queue | data Queue a = Queue',
    'Queue |   { front :: [a]',
    'Queue |   }',
    'push | -- | Appends an item.',
    'push | push :: a -> Queue a -> Queue a',
    'push | push item (Queue []) = Queue [item]',
    'push | push item queue =',
    'push |   case queue of',
    'push |     Queue items -> Queue (items ++ [item])',
    'size | size :: Queue a -> Int',
    'size | size = length . front',
    'instance Show Queue | instance Show Queue where',
    'instance Show Queue |   show _ = "Queue"',
  ],
  r: [
    ' | library(stats)',
    "rescale | #' Scales to 0..1.",
    "rescale | #' @export",
    'rescale | rescale <- function(x, na.rm = TRUE) {',
    'rescale |   (x - min(x)) / (max(x) - min(x))',
    'rescale | }',
    'print.score | print.score = function(x, ...) {',
    'print.score |   cat(x)',
    'print.score | }',
  ],
  sql: [
    'orders | -- What people bought.',
    'orders | CREATE TABLE IF NOT EXISTS orders (',
    'orders |   id INTEGER PRIMARY KEY',
    'orders | );',
    'orders_by_day | CREATE UNIQUE INDEX orders_by_day ON orders (day);',
    'close_day | CREATE OR REPLACE FUNCTION close_day(day DATE) RETURNS void AS $$',
    'close_day | BEGIN',
    'close_day |   DELETE FROM carts;',
    'close_day | END;',
    'close_day | $$ LANGUAGE plpgsql;',
  ],
  terraform: [
    'aws_s3_bucket.logs | # Kept for a month.',
    'aws_s3_bucket.logs | resource "aws_s3_bucket" "logs" {',
    'aws_s3_bucket.logs |   bucket = var.name',
    'aws_s3_bucket.logs |   lifecycle {',
    'aws_s3_bucket.logs |     prevent_destroy = true',
    'aws_s3_bucket.logs |   }',
    'aws_s3_bucket.logs | }',
    'name | variable "name" {',
    'name |   type = string',
    'name | }',
    'locals | locals {',
    'locals |   tags = {}',
    'locals | }',
  ],
  proto3: [
    ' | syntax = "proto3";',
    'Order | // What somebody bought.',
    'Order | message Order {',
    'Order |   string id = 1;',
    'Order | }',
    'Orders | service Orders {',
    'Orders.Find |   // Finds one.',
    'Orders.Find |   rpc Find(FindRequest) returns (Order) {',
    'Orders.Find |     option deprecated = true;',
    'Orders.Find |   }',
    'Orders.List |   rpc List(ListRequest) returns (stream Order);',
    'Orders | }',
  ],
  graphql: [
    'Order | """',
    'Order | What somebody bought.',
    'Order | """',
    'Order | type Order implements Node @key(fields: "id") {',
    'Order |   id: ID!',
    'Order | }',
    'OrderById | query OrderById($id: ID!) {',
    'OrderById |   order(id: $id) {',
    'OrderById |     id',
    'OrderById |   }',
    'OrderById | }',
  ],
  razor: [
    ' | @page "/counter"',
    ' | <button @onclick="IncrementCount">Click</button>',
    ' | @code {',
    ' |     private int count = 0;',
    'IncrementCount |     private async Task IncrementCount(int by)',
    'IncrementCount |     {',
    'IncrementCount |         count += by;',
    'IncrementCount |     }',
    ' | }',
  ],
  solidity: [
    ' | pragma solidity ^0.8.0;',
    'Vault | contract Vault is Ownable {',
    'Vault |     mapping(address => uint) balances;',
    'Vault.Paid |     event Paid(address to);',
    'Vault.constructor |     constructor(address owner) {',
    'Vault.constructor |     }',
    'Vault.withdraw |     /// @notice Pays out.',
    'Vault.withdraw |     function withdraw(uint amount)',
    'Vault.withdraw |         external',
    'Vault.withdraw |         onlyOwner',
    'Vault.withdraw |     {',
    'Vault.withdraw |         emit Paid(msg.sender);',
    'Vault.withdraw |     }',
    'Vault | }',
  ],
};

describe('keywordOutline', () => {
  it('has a sample of every language without a grammar', () => {
    assert.deepEqual(Object.keys(samples).sort(), Object.keys(keywordLanguages).sort());
  });

  for (const [language, sample] of Object.entries(samples))
    it(`finds the definitions of ${language} with their comments`, () => {
      const lines = sample.map((line) => line.slice(line.indexOf(' | ') + 3));
      const { scope, scopes } = keywordOutline(lines, keywordLanguages[language]!, loadWordPiece());
      assert.deepEqual(
        lines.map((line, row) => `${scopes[scope[row]!]?.symbol ?? ''} | ${line}`),
        sample,
      );
    });

  it('separates functions, but never a comment from what follows it', () => {
    const lines = samples['kotlin']!.map((line) => line.slice(line.indexOf(' | ') + 3));
    const { borderCost, unit } = keywordOutline(
      lines,
      keywordLanguages['kotlin']!,
      loadWordPiece(),
    );
    const comment = lines.findIndex((line) => line.includes('Null where'));
    assert.ok(borderCost[comment]! < 0.2);
    assert.equal(borderCost[comment + 1], gluedCost);
    const size = lines.findIndex((line) => line.includes('fun size'));
    assert.notEqual(unit[comment], unit[size]);
  });

  it('covers every line of a text in another language', () => {
    const lines = ['}}}', '  fun', '{{{ """', '/* never closed', '', 'end end', '\tclass'];
    for (const language of Object.values(keywordLanguages)) {
      const { borderCost, unit } = keywordOutline(lines, language, loadWordPiece());
      assert.equal(borderCost.length, lines.length);
      assert.equal(unit.length, lines.length);
    }
  });
});
